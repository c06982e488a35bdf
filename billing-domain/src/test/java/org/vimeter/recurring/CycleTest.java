package org.vimeter.recurring;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vimeter.money.Money;
import org.vimeter.offer.BillingPeriod;
import org.vimeter.offer.PriceKind;
import org.vimeter.recurring.Subscription.Span;

class CycleTest {
    private static final Currency EUR = Currency.getInstance("EUR");

    @ParameterizedTest
    @CsvSource({
        "DAILY, 2026-02-28, 2026-02-28, 2026-02-28",
        "MONTHLY, 2028-02-29, 2028-02-01, 2028-02-29",
        "MONTHLY, 2026-12-31, 2026-12-01, 2026-12-31",
        "QUARTERLY, 2026-01-01, 2026-01-01, 2026-03-31",
        "QUARTERLY, 2026-06-30, 2026-04-01, 2026-06-30",
        "QUARTERLY, 2026-11-15, 2026-10-01, 2026-12-31",
        "HALF_YEARLY, 2026-06-30, 2026-01-01, 2026-06-30",
        "HALF_YEARLY, 2026-07-01, 2026-07-01, 2026-12-31",
        "YEARLY, 2028-02-29, 2028-01-01, 2028-12-31"
    })
    void periodsAreTheCalendars(BillingPeriod per, LocalDate day, LocalDate start, LocalDate end) {
        assertThat(Cycle.at(per, day)).isEqualTo(new Cycle(PriceKind.of(per), start, end));
        assertThat(Cycle.at(per, end)).isEqualTo(Cycle.at(per, start));
        assertThat(Cycle.at(per, end.plusDays(1)).start())
                .isEqualTo(Cycle.at(per, day).next());
    }

    @ParameterizedTest
    @CsvSource({
        "MONTHLY, 2026-05-01, 15.00, 15.00",
        "MONTHLY, 2026-05-31, 15.00, 0.48",
        "MONTHLY, 2026-05-16, 10.00, 5.16",
        "QUARTERLY, 2026-05-16, 91.00, 46.00",
        "HALF_YEARLY, 2026-06-30, 181.00, 1.00",
        "YEARLY, 2026-12-31, 365.00, 1.00",
        "YEARLY, 2026-12-31, 1.82, 0.00",
        "YEARLY, 2026-12-31, 1.83, 0.01"
    })
    void aBegunPeriodCostsItsDays(BillingPeriod per, LocalDate from, BigDecimal price, BigDecimal first) {
        var item = new RecurringItem("", "p", "", 1, price);
        var lines = new Subscription(List.of(new Span(from, List.of(item))), null, EUR).lines(Cycle.at(per, from));
        assertThat(Subscription.due(lines, EUR)).isEqualTo(new Money(first, EUR));
    }

    private static RecurringItem item(Random random) {
        return new RecurringItem("", "p", "", 1, BigDecimal.valueOf(random.nextInt(100_000), 2));
    }

    @Test
    void whatDidNotChangeIsOneLineAndADayCostsTheDearest() {
        var small = new RecurringItem("mem", "RAM", "", 1, new BigDecimal("3.10"));
        var large = new RecurringItem("mem", "RAM", "", 2, new BigDecimal("3.10"));
        var base = new RecurringItem("", "p", "", 1, new BigDecimal("31.00"));
        var first = LocalDate.of(2026, 5, 1);
        List<Span> spans = Subscription.followed(List.of(), new Span(first, List.of(base, small)));
        spans = Subscription.followed(spans, new Span(first.plusDays(9), List.of(base, large)));
        spans = Subscription.followed(spans, new Span(first.plusDays(9), List.of(base, small)));
        var lines = new Subscription(spans, null, EUR).lines(Cycle.at(BillingPeriod.MONTHLY, first));
        assertThat(lines.stream()
                        .map(line ->
                                line.item().addOn() + line.item().steps() + " " + line.days() + " " + line.amount()))
                .containsExactly("1 31 31.00 EUR", "mem1 9 0.90 EUR", "mem2 1 0.20 EUR", "mem1 21 2.10 EUR");
    }

    /** However often it is changed: each day is paid once, and for at most half a cent more or less a line. */
    @Test
    void everyDayIsPaidOnce() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            var cycle = Cycle.at(BillingPeriod.MONTHLY, LocalDate.of(2026, 1 + random.nextInt(12), 1));
            var spans = new ArrayList<Span>();
            for (var day = cycle.start(); !day.isAfter(cycle.end()); day = day.plusDays(1 + random.nextInt(20))) {
                spans.add(new Span(day, List.of(item(random))));
            }
            var lines = new Subscription(spans, null, EUR).lines(cycle);
            assertThat(lines.stream().mapToInt(ProratedLine::days).sum())
                    .as("seed %d", seed)
                    .isEqualTo(cycle.days());
            var exact = lines.stream()
                    .map(line -> line.item().price().multiply(BigDecimal.valueOf(line.days())))
                    .reduce(BigDecimal.ZERO, BigDecimal::add)
                    .divide(BigDecimal.valueOf(cycle.days()), MathContext.DECIMAL128);
            assertThat(Subscription.due(lines, EUR).amount().subtract(exact).abs())
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(BigDecimal.valueOf(lines.size()).multiply(new BigDecimal("0.0050001")));
        }
    }
}
