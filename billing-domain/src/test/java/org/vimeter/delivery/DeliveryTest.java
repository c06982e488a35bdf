package org.vimeter.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vimeter.delivery.DeliveryResult.Status;
import org.vimeter.service.ServiceId;
import org.vimeter.testing.Shop;
import org.vimeter.testing.Shop.AddOnTerms;

/** CPU time of Debian nodes, which the server does not report, is delivered. */
class DeliveryTest {
    private static final LocalDate MAY_1 = LocalDate.of(2026, 5, 1);

    private final Shop shop = new Shop();
    private final Delivery delivery = new Delivery(shop.db, shop.clock, shop.connections);
    private ServiceId service;

    @BeforeEach
    void processorTimeIsSoldByTheDay() {
        long servicePackage = shop.servicePackage("p");
        shop.addOn(
                servicePackage,
                "cpu",
                AddOnTerms.of("cpu", "second", "0.01").includes(3_600_000).perDay());
        service = shop.service(shop.account("Anna", "100"), servicePackage, "1", MAY_1);
    }

    private static UsageEvent event(String id, String quantity, String... changes) {
        var fields = new ArrayList<>(List.of(
                "1.0", UsageEvent.TYPE, "/nodes/3", id, "", "s", "vm1", MAY_1.toString(), "cpu", quantity, "second"));
        for (int i = 0; i < changes.length; i += 2) {
            fields.set(Integer.parseInt(changes[i]), changes[i + 1]);
        }
        return new UsageEvent(
                fields.get(0),
                fields.get(1),
                fields.get(2),
                fields.get(3),
                fields.get(4),
                fields.get(5),
                fields.get(6),
                fields.get(7),
                fields.get(8),
                fields.get(9),
                fields.get(10));
    }

    private List<Status> deliver(UsageEvent... events) {
        return delivery.deliver(List.of(events), "agent").stream()
                .map(DeliveryResult::status)
                .toList();
    }

    @Test
    void whatTheServerDoesNotReportIsMissingUntilItIsDeliveredAndThenBilled() {
        var night = shop.run(MAY_1);
        assertThat(night.counts().missing()).isEqualTo(1);
        assertThat(night.counts().zero()).isZero();
        assertThat(shop.charges(service)).isEmpty();

        assertThat(deliver(event("1", "4000"))).containsExactly(Status.ACCEPTED);
        var next = shop.run(MAY_1);
        assertThat(next.counts().missing()).isZero();
        assertThat(shop.charges(service)).containsExactly("4.00");
        assertThat(shop.db.find("select raws from usage_day where day = ?", row -> row.text("raws"), MAY_1))
                .hasValueSatisfying(raws -> assertThat(raws).contains("4000 second ← /nodes/3"));
    }

    @Test
    void theSameEventIsTakenOnceAndACorrectionHasAnIdOfItsOwn() {
        deliver(event("1", "4000"));
        assertThat(deliver(event("1", "4000"), event("1", "4000"))).containsOnly(Status.DUPLICATE);
        assertThat(delivery.deliver(List.of(event("1", "5000")), "agent"))
                .singleElement()
                .satisfies(result ->
                        assertThat(result.problem()).asString().contains("accepted before with other content"));
        shop.run(MAY_1);
        shop.run(MAY_1);
        assertThat(shop.charges(service)).containsExactly("4.00");
        deliver(event("2", "3700"));
        shop.run(MAY_1);
        assertThat(shop.charges(service)).containsExactly("4.00", "-3.00");
        assertThat(shop.id("select count(*) from delivered_usage")).isEqualTo(2);
    }

    @Test
    void itMakesNoDifferenceWhetherTheServerOrTheEventComesFirst() {
        shop.servers.uses("1", MAY_1, "cpu", 3_700_000);
        shop.run(MAY_1);
        deliver(event("1", "4000"));
        shop.run(MAY_1);
        shop.run(MAY_1);
        assertThat(shop.charges(service)).containsExactly("1.00", "3.00");
        shop.servers.down = true;
        shop.run(MAY_1);
        assertThat(shop.charges(service)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0.3          | specversion",
                "1 | other        | type",
                "2 | ''           | source",
                "3 | ''           | id",
                "4 | 999999       | service/999999",
                "5 | nobody       | nobody/vm1",
                "6 | vm2          | s/vm2",
                "7 | 2026-05-20   | from 2026-05-01 to 2026-05-19",
                "7 | 2026-04-30   | from 2026-05-01",
                "7 | yesterday    | data.day",
                "8 | disco        | disco",
                "8 | ''           | data.meter",
                "9 | ''           | data.quantity",
                "9 | -1           | negative",
                "9 | 1e9          | not a number",
                "9 | 90001        | more than the VM can use in a day",
                "10 | GiB         | cannot be read in “GiB”",
                "10 | furlong     | furlong",
            })
    void whatIsRefusedSaysWhyAndSpoilsNothing(String field, String value, String words) {
        shop.db.update("insert into vm_state values (?, 'RUNNING', 1, now())", service);
        var results = delivery.deliver(List.of(event("1", "4000", field, value), event("2", "3700")), "agent");
        assertThat(results.get(0).status()).isEqualTo(Status.REFUSED);
        assertThat(results.get(0).problem()).asString().contains(words);
        assertThat(results.get(1).status()).isEqualTo(Status.ACCEPTED);
        assertThat(shop.id("select count(*) from usage_refusal")).isEqualTo(1);
        delivery.deliver(List.of(event("1", "4000", field, value)), "agent");
        assertThat(shop.id("select count(*) from usage_refusal"))
                .as("journalled once")
                .isEqualTo(1);
        shop.run(MAY_1);
        assertThat(shop.charges(service)).containsExactly("1.00");
    }

    @Test
    void anEventAsLongAsItCanBeSpoilsNoOther() {
        var random = new Random(7);
        var text = random.ints(501, 0x4e00, 0x9fff)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        var longest = text.substring(0, 200);
        assertThat(deliver(
                        event(text, text, "2", text, "7", text),
                        event(longest, "3700", "2", text.substring(0, 500)),
                        event("2", "4000")))
                .containsExactly(Status.REFUSED, Status.ACCEPTED, Status.ACCEPTED);
    }

    @Test
    void aDeliveryMakesItsDayDueAgain() {
        var run = shop.dailyRun();
        run.catchUp(shop.server, "test");
        shop.clock.set(shop.clock.instant().plus(Duration.ofHours(2)));
        assertThat(run.catchUp(shop.server, "test")).isEmpty();
        deliver(event("1", "4000"));
        assertThat(run.catchUp(shop.server, "test"))
                .extracting(report -> report.day())
                .containsExactly(MAY_1);
        assertThat(shop.charges(service)).containsExactly("4.00");
        assertThat(run.catchUp(shop.server, "test")).isEmpty();
    }

    /** Its clock is behind that of the node that ran the day. */
    @Test
    void aDeliveryToAnotherNodeMakesItsDayDueAgain() {
        var run = shop.dailyRun();
        run.catchUp(shop.server, "test");
        var now = shop.clock.instant();
        shop.clock.set(now.minus(Duration.ofMinutes(50)));
        deliver(event("1", "4000"));
        shop.clock.set(now.plus(Duration.ofHours(2)));
        assertThat(run.catchUp(shop.server, "test"))
                .extracting(report -> report.day())
                .containsExactly(MAY_1);
        assertThat(shop.charges(service)).containsExactly("4.00");
        assertThat(run.catchUp(shop.server, "test")).isEmpty();
    }

    @Test
    void tenThousandEventsAreABatchAndOneMoreIsNot() {
        var events = IntStream.range(0, Delivery.MOST)
                .mapToObj(i -> event("e" + i, "" + (3600 + i % 100)))
                .toList();
        assertThat(delivery.deliver(events, "agent")).allMatch(result -> result.status() == Status.ACCEPTED);
        assertThat(delivery.deliver(events, "agent")).allMatch(result -> result.status() == Status.DUPLICATE);
        var more = new ArrayList<>(events);
        more.add(event("x", "1"));
        assertThatThrownBy(() -> delivery.deliver(more, "agent")).hasMessageContaining("10001");
        shop.run(MAY_1);
        assertThat(shop.charges(service)).as("the last of them").containsExactly("0.99");
    }

    @Test
    void theSameBatchByFourAtOnceIsTakenOnce() throws Exception {
        var events =
                IntStream.range(0, 500).mapToObj(i -> event("e" + i, "4000")).toList();
        var threads = Executors.newFixedThreadPool(4);
        try {
            Callable<List<DeliveryResult>> task = () -> delivery.deliver(events, "agent");
            var accepted = new ArrayList<String>();
            for (var done : threads.invokeAll(Collections.nCopies(4, task))) {
                done.get().stream()
                        .filter(result -> result.status() == Status.ACCEPTED)
                        .forEach(result -> accepted.add(result.id()));
            }
            assertThat(accepted).hasSize(500).doesNotHaveDuplicates();
        } finally {
            threads.shutdownNow();
        }
    }
}
