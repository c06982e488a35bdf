package org.vimeter.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vimeter.problem.Refused;
import org.vimeter.testing.TestDatabase;

class EditAddOnTypeTest {
    private static final long VIRTUAL_SERVER = 1;
    private final EditAddOnType desk = new EditAddOnType(TestDatabase.create().db());

    private static AddOnTypeInput type(String name, String unit, String... meters) {
        var input = new AddOnTypeInput();
        input.name = name;
        input.title = name.isEmpty() ? "" : "The " + name;
        input.unit = unit;
        input.meters = List.of(meters);
        return input;
    }

    private AddOnType named(String name) {
        return desk.addOnTypes().stream()
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theSeedsIoIsCountedByTheMeterOfItsName() {
        long id = desk.create(VIRTUAL_SERVER, type("io", "iops", AddOnTypeInput.OWN_METER));
        assertThat(desk.addOnType(id).meters()).containsExactly("io");
        assertThat(desk.meters().all()).hasSize(4);
    }

    @Test
    void aMeterOfItsOwnIsMadeWhenThereIsNone() {
        long id = desk.create(VIRTUAL_SERVER, type("gpu", "second", AddOnTypeInput.OWN_METER));
        assertThat(desk.addOnType(id).meters()).containsExactly("gpu");
        var made = desk.meters().named("gpu");
        assertThat(made.baseUnit()).isEqualTo("ms");
        assertThat(made.position()).isEqualTo(5);
    }

    @Test
    void seededTypesAreActivatedAndDeactivatedAndKeepTheirNames() {
        assertThat(named("cpufreq").active()).isFalse();
        desk.activate(named("cpufreq").id(), true);
        assertThat(named("cpufreq").active()).isTrue();
        desk.activate(named("ip").id(), false);
        assertThat(named("ip").active()).isFalse();
        var renamed = desk.input(named("traffic").id());
        renamed.name = "bandwidth";
        var refused = catchThrowableOfType(
                Refused.class, () -> desk.change(named("traffic").id(), renamed));
        assertThat(refused.problem().code()).isEqualTo("type.in-use");
    }

    @ParameterizedTest
    @CsvSource({
        "9lives, piece, '', name, add-on.name",
        "два, piece, '', name, add-on.name",
        "with space, piece, '', name, add-on.name",
        "traffic, GiB, '', name, type.name-taken",
        "vds, GiB, '', name, type.name-taken",
        "'', piece, '', title, field.missing",
        "disk_io, GiB, io, unit, add-on.unit",
        "disk_io, Nothing, io, unit, unit.not-known",
        "disk_io, iops, nothing, meters, meter.not-known"
    })
    void whatIsWrongIsSaidAtItsField(String name, String unit, String meter, String field, String code) {
        var input = meter.isEmpty() ? type(name, unit) : type(name, unit, meter);
        var refused = catchThrowableOfType(Refused.class, () -> desk.create(VIRTUAL_SERVER, input));
        assertThat(refused.faults()).anySatisfy(fault -> {
            assertThat(fault.field()).isEqualTo(field);
            assertThat(fault.problem().code()).isEqualTo(code);
        });
        assertThat(desk.addOnTypes()).hasSize(13);
    }
}
