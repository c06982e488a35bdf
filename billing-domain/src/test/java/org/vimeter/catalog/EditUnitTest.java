package org.vimeter.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vimeter.db.Db;
import org.vimeter.problem.Refused;
import org.vimeter.testing.TestDatabase;

class EditUnitTest {
    private final Db db = TestDatabase.create().db();
    private final EditUnit desk = new EditUnit(db);

    private static UnitInput unit(String name, String ratio, String smaller) {
        var input = new UnitInput();
        input.name = name;
        input.ratio = ratio;
        input.smaller = smaller;
        return input;
    }

    private long id(String name) {
        return db.transaction(Units::load).idOf(name);
    }

    private static void assertRefused(Runnable change, String field, String code, String... words) {
        var refused = catchThrowableOfType(Refused.class, change::run);
        assertThat(refused).as("refused").isNotNull();
        assertThat(refused.faults()).anySatisfy(fault -> {
            assertThat(fault.field()).isEqualTo(field);
            assertThat(fault.problem().code()).isEqualTo(code);
            List.of(words)
                    .forEach(word -> assertThat(fault.problem().toString()).contains(word));
        });
    }

    @Test
    void aUnitIsMadeOfASmallerOne() {
        long id = desk.create(unit("PiB", "1024", "TiB"));
        assertThat(desk.unit(id).factor()).isEqualTo(1L << 50);
        assertThat(desk.unit(id).title()).isEqualTo("PiB");
        desk.delete(id);
        assertThat(db.transaction(Units::load).byName()).doesNotContainKey("PiB");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "GiB, 1024, MiB, name, unit.name-taken",
                "9x, 2, B, name, unit.name",
                "'', 2, B, name, unit.name",
                "X, 0, B, ratio, unit.ratio",
                "X, -5, B, ratio, unit.ratio",
                "X, 0.5, B, ratio, unit.ratio",
                "X, '', B, ratio, unit.ratio",
                "X, 2, Nothing, smaller, unit.not-known",
                "X, 2, '', smaller, unit.ratio-of-nothing",
                "X, 999999999999999999, KiB, ratio, unit.too-large"
            })
    void whatIsWrongIsSaidAtItsField(String name, String ratio, String smaller, String field, String code) {
        assertRefused(() -> desk.create(unit(name, ratio, smaller)), field, code);
        assertRefused(() -> desk.preview(0, unit(name, ratio, smaller)), field, code);
    }

    @Test
    void aCircleIsRefusedWithBothUnitsNamed() {
        long first = desk.create(unit("first", "", ""));
        desk.create(unit("second-one", "3", "first"));
        desk.create(unit("third", "5", "second-one"));
        assertRefused(
                () -> desk.change(first, unit("first", "2", "third")), "smaller", "unit.circle", "first", "third");
        assertRefused(() -> desk.change(first, unit("first", "2", "first")), "smaller", "unit.circle");
    }

    @Test
    void whatIsInUseKeepsItsMeaningButMayBeRenamedForPeople() {
        long kib = id("KiB");
        var deleted = catchThrowableOfType(Refused.class, () -> desk.delete(kib));
        assertThat(deleted.problem().code()).isEqualTo("unit.not-deleted");
        assertThat(deleted).hasMessageContaining("units: 1");
        var changed = catchThrowableOfType(Refused.class, () -> desk.change(kib, unit("KiB", "1000", "B")));
        assertThat(changed.problem().code()).isEqualTo("unit.in-use");
        var renamed = unit("KiB", "1024", "B");
        renamed.title = "Kilobyte of old";
        desk.change(kib, renamed);
        assertThat(desk.unit(kib).title()).isEqualTo("Kilobyte of old");
        assertThat(desk.unit(kib).factor()).isEqualTo(1024);
    }

    @Test
    void aPreviewStoresNothing() {
        assertThat(desk.preview(0, unit("dozen", "12", "piece")).factor()).isEqualTo(12);
        assertThat(db.transaction(Units::load).byName()).doesNotContainKey("dozen");
    }

    @Test
    void figuresAreConvertedExactlyAndOnlyAlongAChain() {
        assertThat(desk.convert("1036800", "operation", "iops").result()).isEqualByComparingTo("12");
        assertThat(desk.convert("5", "TiB", "GiB").result()).isEqualByComparingTo("5120");
        assertRefused(() -> desk.convert("1", "GiB", "hour"), "to", "unit.unrelated", "GiB", "hour", "B", "ms");
        assertRefused(() -> desk.convert("many", "GiB", "MiB"), "figure", "request.number");
        assertRefused(() -> desk.convert("1", "Nothing", "MiB"), "from", "unit.not-known");
    }
}
