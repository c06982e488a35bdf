package org.vimeter.recurring;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vimeter.catalog.AddOnType;
import org.vimeter.catalog.Metering;
import org.vimeter.measure.Unit;
import org.vimeter.money.Money;
import org.vimeter.offer.Amounts;
import org.vimeter.offer.BillingPeriod;
import org.vimeter.offer.ChangePolicy;
import org.vimeter.offer.Offer;
import org.vimeter.offer.OfferedAddOn;
import org.vimeter.offer.OfferedAddOn.Element;
import org.vimeter.offer.PriceKind;
import org.vimeter.offer.Prices;
import org.vimeter.offer.Prices.Price;
import org.vimeter.offer.Rule;
import org.vimeter.recurring.Subscription.Span;

/** What costs something each period, of what was chosen. */
class RecurringItemTest {
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Unit PIECE = Unit.base("piece");

    private static Prices monthly(String amount) {
        return new Prices(List.of(new Price("EUR", PriceKind.MONTHLY, new BigDecimal(amount))));
    }

    private static OfferedAddOn onOrder(
            @Nullable Long included, @Nullable Long minimum, @Nullable Long step, String price) {
        var amounts = new Amounts(included, minimum, 1000L, step, null);
        return addOn("mem", "mem", Rule.ON_ORDER, amounts, monthly(price), List.of());
    }

    private static OfferedAddOn addOn(
            String name, String type, Rule rule, Amounts amounts, Prices prices, List<Element> elements) {
        var typed = new AddOnType(1, 1, type, type, PIECE, List.of(), true, true);
        return new OfferedAddOn(
                name,
                name,
                typed,
                rule,
                PIECE,
                List.of(),
                amounts,
                ChangePolicy.ALLOWED,
                Metering.DEFAULT,
                prices,
                elements);
    }

    private static Offer offer(OfferedAddOn... addOns) {
        return new Offer(List.of("EUR"), monthly("10"), List.of(), List.of(), List.of(addOns));
    }

    private static List<RecurringItem> items(Offer offer, Selection choices) {
        return RecurringItem.of("p", offer, choices.of(offer), "EUR", BillingPeriod.MONTHLY);
    }

    /** A begun step is a whole one; what is included is free. */
    @ParameterizedTest(name = "{0} chosen, {1} included, steps of {2}: {3}")
    @CsvSource({"5, 5, 2, 0", "6, 5, 2, 1", "7, 5, 2, 1", "8, 5, 2, 2", "4, 5, 2, 0", "3, , 1, 3", "3, 1, , 2"})
    void whatIsOrderedCostsItsBegunSteps(long chosen, @Nullable Long included, @Nullable Long step, long steps) {
        var items = items(offer(onOrder(included, 0L, step, "1.50")), new Selection(Map.of("mem", chosen), Map.of()));
        assertThat(items.get(0).whole()).isEqualByComparingTo("10");
        assertThat(items.subList(1, items.size()))
                .extracting(RecurringItem::steps)
                .containsExactlyElementsOf(steps == 0 ? List.of() : List.of(steps));
        assertThat(items.stream().map(RecurringItem::whole).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(new BigDecimal("1.50")
                        .multiply(BigDecimal.valueOf(steps))
                        .add(BigDecimal.TEN));
    }

    /** Whoever chose nothing has the least, but never less than what is free. */
    @ParameterizedTest(name = "least {0}, included {1}: {2}")
    @CsvSource({"0, 5, 5", "7, 5, 7", "5, 5, 5", "3, , 3", ", , 0"})
    void nothingChosenIsTheLeast(@Nullable Long least, @Nullable Long included, long has) {
        assertThat(Selection.NONE.of(offer(onOrder(included, least, 1L, "1"))).quantities())
                .containsExactly(Map.entry("mem", has));
    }

    @Test
    void anEnumerationCostsWhatWasChosenOrIsPreset() {
        var elements = List.of(
                new Element("basic", "Basic", false, monthly("0")),
                new Element("daily", "Daily", true, monthly("4")),
                new Element("hourly", "Hourly", true, monthly("9")));
        var backup = addOn(
                "backup", "backup", Rule.ENUMERATION, new Amounts(null, null, null, null, null), Prices.NONE, elements);
        assertThat(items(offer(backup), Selection.NONE).get(1))
                .isEqualTo(new RecurringItem("backup", "backup", "Daily", 1, new BigDecimal("4")));
        assertThat(items(offer(backup), new Selection(Map.of(), Map.of("backup", "hourly")))
                        .get(1)
                        .whole())
                .isEqualByComparingTo("9");
        assertThat(items(offer(backup), new Selection(Map.of(), Map.of("backup", "basic"))))
                .hasSize(1);
        assertThat(items(offer(backup), new Selection(Map.of(), Map.of("backup", "gone"))))
                .hasSize(1);
    }

    /** It is the disk image's, so nobody is given one unasked. */
    @Test
    void anOperatingSystemIsNeverPreset() {
        var system = addOn(
                "os",
                AddOnType.OPERATING_SYSTEM,
                Rule.ENUMERATION,
                new Amounts(null, null, null, null, null),
                Prices.NONE,
                List.of(new Element("debian", "Debian", true, monthly("3"))));
        assertThat(Selection.NONE.of(offer(system)).elements()).isEmpty();
        assertThat(items(offer(system), Selection.NONE)).hasSize(1);
        assertThat(items(offer(system), new Selection(Map.of(), Map.of("os", "debian"))))
                .hasSize(2);
    }

    @Test
    void whatIsIncludedOrMeteredIsNoItemAndWhatTheOfferHasNotIsForgotten() {
        var none = new Amounts(5L, null, null, null, null);
        var included = addOn("ip", "ip", Rule.INCLUDED, none, monthly("7"), List.of());
        var metered = addOn("traffic", "traffic", Rule.METERED, none, monthly("7"), List.of());
        var chosen = new Selection(Map.of("ip", 9L, "gone", 3L), Map.of("gone", "x"));
        assertThat(items(offer(included, metered), chosen)).hasSize(1);
        assertThat(chosen.of(offer(included, metered))).isEqualTo(Selection.NONE);
    }

    private static Span span(int day, String price) {
        return new Span(LocalDate.of(2026, 4, day), List.of(new RecurringItem("", "p", "", 1, new BigDecimal(price))));
    }

    /** Each day costs the dearest of what it had: less is paid from the next day, the same or more from the day itself. */
    @ParameterizedTest
    @CsvSource({"9, 12", "10, 11", "11, 11"})
    void lessIsPaidFromTheNextDay(String price, int from) {
        assertThat(Subscription.followed(List.of(span(1, "10")), span(11, price)))
                .extracting(one -> one.from().getDayOfMonth())
                .containsExactly(1, from);
    }

    @Test
    void ofSeveralOfOneDayTheDearestIsPaidForItAndTheLastFromTheNext() {
        var first = List.of(span(1, "10"));
        var dearer = Subscription.followed(first, span(11, "30"));
        var back = Subscription.followed(dearer, span(11, "20"));
        assertThat(back).extracting(one -> one.from().getDayOfMonth()).containsExactly(1, 11, 12);
        assertThat(due(back)).isEqualTo(Money.of("17.00", "EUR")); // 10 × 10/30 + 30 × 1/30 + 20 × 19/30
        assertThat(Subscription.followed(List.of(), span(5, "1"))).hasSize(1);
    }

    private static Money due(List<Span> spans) {
        return Subscription.due(
                new Subscription(spans, null, EUR).lines(Cycle.at(BillingPeriod.MONTHLY, LocalDate.of(2026, 4, 1))),
                EUR);
    }

    /** Half a cent is a whole one, also of an even cent: 15 of 30 days. */
    @ParameterizedTest
    @CsvSource({"0.01, 0.01", "0.03, 0.02", "0.05, 0.03", "0.02, 0.01"})
    void aPartIsRoundedHalfUp(String price, String cost) {
        assertThat(due(List.of(span(16, price)))).isEqualTo(Money.of(cost, "EUR"));
    }

    @Test
    void whatDidNotChangeIsOneLineAndWhatEndedIsPaidToItsLastDay() {
        var spans = List.of(span(1, "10"), span(11, "10"), span(21, "20"));
        var april = Cycle.at(BillingPeriod.MONTHLY, LocalDate.of(2026, 4, 1));
        assertThat(new Subscription(spans, null, EUR).lines(april))
                .extracting(ProratedLine::days)
                .containsExactly(20, 10);
        assertThat(new Subscription(spans, LocalDate.of(2026, 4, 20), EUR).lines(april))
                .extracting(ProratedLine::days)
                .containsExactly(20);
        assertThat(new Subscription(spans, LocalDate.of(2026, 4, 21), EUR).lines(april))
                .extracting(ProratedLine::days)
                .containsExactly(20, 1);
        assertThat(new Subscription(spans, LocalDate.of(2026, 3, 31), EUR).lines(april))
                .isEmpty();
        var may = Cycle.at(BillingPeriod.MONTHLY, LocalDate.of(2026, 5, 9));
        assertThat(new Subscription(spans, null, EUR).lines(may))
                .extracting(ProratedLine::days)
                .containsExactly(31);
        assertThat(new Subscription(spans, null, EUR).lines(april))
                .allSatisfy(line -> assertThat(line.recomputed()).isEqualTo(line.amount()));
    }
}
