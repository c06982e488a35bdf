package org.vimeter.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vimeter.money.Money;
import org.vimeter.money.UnitPrice;

class TariffTest {
    private static Tariff tariff(long included, @Nullable Long limit, boolean capped) {
        var price = new UnitPrice(new BigDecimal("1"), Currency.getInstance("EUR"));
        return new Tariff(included, limit, price, 1, LimitTest.REACHED, capped);
    }

    /** A part of a month has its days' share of what is included and of the limit, rounded down, and the whole cap. */
    @ParameterizedTest(name = "{0} of {1} days")
    @CsvSource({"10, 31, 32, 64", "1, 31, 3, 6", "30, 31, 96, 193", "31, 31, 100, 200"})
    void aCutMonthHasItsShare(long days, long of, long included, long limit) {
        var part = tariff(100, 200L, true).shared(days, of);
        assertThat(part.included()).isEqualTo(included);
        assertThat(part.limit()).isEqualTo(limit);
        assertThat(part.cap()).isEqualTo(200L);
        assertThat(Rating.rate(part, limit - 1).limitBreached()).isFalse();
        assertThat(Rating.rate(part, limit).limitBreached()).as("at its limit").isTrue();
        assertThat(Rating.rate(part, 300).due())
                .as("capped at the whole limit")
                .isEqualTo(Money.of(200 - included + "", "EUR"));
    }

    @Test
    void aCutMonthWithoutALimitHasNone() {
        assertThat(tariff(100, null, false).shared(10, 31).limit()).isNull();
        assertThat(tariff(100, null, false).largestCharge()).isNull();
        assertThat(tariff(100, null, false).capped()).isFalse();
    }

    /** The product of quantity and days is larger than a long. */
    @Test
    void aShareOfAnythingIsExact() {
        var all = tariff(Long.MAX_VALUE, Long.MAX_VALUE, false);
        assertThat(all.shared(30, 31).included()).isEqualTo(8925843906633654006L);
    }

    @ParameterizedTest(name = "included {0}, new limit {1}: limit {2}")
    @CsvSource({"100, 150, 150", "100, 100, 100", "100, 99, 100", "100, 500, 500"})
    void anotherLimitIsNeverBelowWhatIsIncluded(long included, long wanted, long limit) {
        var other = tariff(included, 200L, true).limitedTo(wanted);
        assertThat(other.limit()).isEqualTo(limit);
        assertThat(other.cap()).as("what is charged at most").isEqualTo(Math.max(200, limit));
        assertThat(tariff(included, 200L, false).limitedTo(wanted).cap()).isNull();
    }

    @Test
    void theLeastThatIsATariffAndWhatIsNone() {
        assertThat(tariff(100, 100L, true).largestCharge()).isEqualTo(Money.of("0", "EUR"));
        assertThat(Rating.rate(tariff(0, 0L, true), 0).limitBreached()).isTrue();
        assertThatThrownBy(() -> tariff(100, 99L, true)).hasMessageContaining("limit 99");
        assertThatThrownBy(() -> tariff(-1, null, false)).hasMessageContaining("included -1");
        var price = tariff(0, null, false).price();
        assertThatThrownBy(() -> new Tariff(0, null, price, 0, LimitTest.REACHED, null))
                .hasMessageContaining("unit 0");
    }

    @Test
    void usageIsNeverNegativeAndMayBeNothing() {
        assertThat(Rating.rate(tariff(0, null, false), 0).due().isZero()).isTrue();
        assertThatThrownBy(() -> Rating.rate(tariff(0, null, false), -1)).hasMessageContaining("cannot be negative");
    }

    @Test
    void exceededIsOneMoreThanReached() {
        var reached = tariff(0, 10L, false);
        var exceeded = new Tariff(0, 10L, reached.price(), 1, LimitTest.EXCEEDED, null);
        assertThat(Rating.rate(reached, 10).limitBreached()).isTrue();
        assertThat(Rating.rate(exceeded, 10).limitBreached()).isFalse();
        assertThat(Rating.rate(exceeded, 11).limitBreached()).isTrue();
    }
}
