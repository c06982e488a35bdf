package org.vimeter.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.vimeter.catalog.Units;
import org.vimeter.testing.TestDatabase;

class UnitTest {
    private static final Unit BYTE = Unit.base("B");
    private static final Unit KIB = Unit.of("KiB", 1024, BYTE);
    private static final Unit HIO = Unit.of("hio", 100, Unit.base("operation"));

    @Test
    void factorsMultiplyAlongTheChain() {
        assertThat(Unit.of("iops", 864, HIO).factor()).isEqualTo(86_400);
        assertThat(Unit.of("MiB", 1024, KIB).toBaseExact(new BigDecimal("0.5"))).isEqualTo(524_288);
    }

    @Test
    void reportedFiguresAreRoundedToWholeBaseUnitsAndTermsAreNot() {
        assertThat(KIB.toBase(new BigDecimal("0.0005"))).isEqualTo(1);
        assertThatThrownBy(() -> KIB.toBaseExact(new BigDecimal("0.0005"))).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void unrelatedUnitsAndRatiosBelowOneAreRefusedByName() {
        assertThatThrownBy(() -> KIB.in(HIO)).hasMessageContaining("KiB").hasMessageContaining("hio");
        assertThatThrownBy(() -> Unit.of("half", 0, BYTE))
                .hasMessageContaining("half")
                .hasMessageContaining("0");
    }

    @Test
    void theSeededUnitsAreThoseOfTheDesign() {
        var units = TestDatabase.create().db().transaction(Units::load).byName();
        assertThat(units.get("TiB").factor()).isEqualTo(1L << 40);
        assertThat(units.get("TB").factor()).isEqualTo(1_000_000_000_000L);
        assertThat(units.get("iops").factor()).isEqualTo(86_400);
        assertThat(units.get("hour").factor()).isEqualTo(3_600_000);
    }
}
