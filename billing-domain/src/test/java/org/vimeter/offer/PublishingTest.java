package org.vimeter.offer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.vimeter.offer.Drawer.addOn;
import static org.vimeter.offer.Drawer.named;
import static org.vimeter.offer.Drawer.price;
import static org.vimeter.offer.Drawer.prices;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.vimeter.problem.Refused;

/** Each rule of publishing, broken alone: exactly that one is said, at its field. */
class PublishingTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 5, 20);
    private final Drawer drawer = new Drawer();

    private record Broken(String field, String code, Consumer<PackageInput> how) {}

    private static Map<String, Broken> broken() {
        var all = new LinkedHashMap<String, Broken>();
        all.put("no server", new Broken("servers", "publish.no-server", one -> one.servers.clear()));
        all.put("not a template", new Broken("internalName", "publish.template", one -> one.internalName = "nothing"));
        all.put("no price", new Broken("prices.EUR.MONTHLY", "publish.no-price", one -> one.prices.clear()));
        all.put("no price in one of two currencies", new Broken("prices.USD.MONTHLY", "publish.no-price", one -> {
            one.currencies = "EUR, USD";
            named(one, "traffic").prices.add(price("USD", "OVERAGE", "0"));
        }));
        all.put(
                "overage that is a gift in one of two currencies",
                new Broken("addOns.traffic.prices.USD.OVERAGE", "publish.price-missing", one -> {
                    one.currencies = "EUR, USD";
                    one.prices.add(price("USD", "MONTHLY", "17"));
                }));
        all.put(
                "a step that is a gift in one of two periods",
                new Broken("addOns.ncpu.prices.EUR.YEARLY", "publish.price-missing", one -> {
                    one.prices.add(price("EUR", "YEARLY", "150"));
                    ordered("", "", cpus -> cpus.prices = prices(price("EUR", "MONTHLY", "2")))
                            .how()
                            .accept(one);
                }));
        all.put("a limit of nothing", new Broken("addOns.traffic.limit", "publish.limit-zero", one -> {
            named(one, "traffic").included = "0";
            named(one, "traffic").limit = "0";
        }));
        all.put("a cap without a limit", new Broken("addOns.traffic.beyondLimit", "publish.cap", one -> {
            named(one, "traffic").limit = "";
            named(one, "traffic").beyondLimit = "CAP";
        }));
        all.put(
                "a second address row",
                new Broken(
                        "addOns.more.type",
                        "publish.twice",
                        one -> one.addOns.add(addOn("ip", "INCLUDED", more -> {
                            more.name = "more";
                            more.included = "1";
                        }))));
        all.put(
                "RAM as a choice",
                new Broken(
                        "addOns.mem.rule",
                        "publish.not-amount",
                        one -> one.addOns.add(addOn("mem", "ENUMERATION", memory -> {
                            var element = new AddOnInput.ElementInput();
                            element.name = "much";
                            element.preset = true;
                            memory.elements.add(element);
                        }))));
        all.put(
                "a negative price",
                new Broken("prices.EUR.MONTHLY", "publish.negative", one -> one.prices.get(0).amount = "-1"));
        all.put(
                "a negative price of overage",
                new Broken(
                        "addOns.traffic.prices.EUR.OVERAGE",
                        "publish.negative",
                        one -> named(one, "traffic").prices.get(0).amount = "-0.01"));
        all.put("no image", new Broken("images", "publish.no-image", one -> one.images.clear()));
        all.put("an image that no server has", new Broken("images", "publish.image", one -> one.images.add("BeOS")));
        all.put("no address", new Broken("addOns", "publish.address", one -> one.addOns.remove(0)));
        all.put(
                "no sure address",
                new Broken("addOns.ip.included", "publish.address", one -> named(one, "ip").included = "0"));
        all.put(
                "a disk that clients may change",
                new Broken(
                        "addOns.disc.policy",
                        "publish.disk",
                        one -> one.addOns.add(addOn("disc", "INCLUDED", disc -> disc.included = "40"))));
        all.put(
                "included above the limit",
                new Broken("addOns.traffic.limit", "publish.limit", one -> named(one, "traffic").limit = "5119"));
        all.put(
                "a unit of something else",
                new Broken("addOns.traffic.unit", "publish.unit", one -> named(one, "traffic").unit = "hour"));
        all.put(
                "usage of what nothing counts",
                new Broken(
                        "addOns.ncpu.rule",
                        "publish.not-metered",
                        one -> one.addOns.add(addOn("ncpu", "METERED", cpus -> cpus.included = "1"))));
        all.put(
                "an inactive type",
                new Broken(
                        "addOns.cpufreq.type",
                        "publish.inactive",
                        one -> one.addOns.add(addOn("cpufreq", "INCLUDED", speed -> speed.included = "2000"))));
        all.put(
                "no value",
                new Broken(
                        "addOns.ncpu.included",
                        "publish.no-value",
                        one -> one.addOns.add(addOn("ncpu", "INCLUDED", cpus -> {}))));
        all.put(
                "the same bytes in two add-ons",
                new Broken(
                        "addOns.more.type",
                        "publish.counted-twice",
                        one -> one.addOns.add(addOn("traffic", "METERED", more -> {
                            more.name = "more";
                            more.included = "1";
                            more.prices = prices(price("EUR", "OVERAGE", "1"));
                        }))));
        all.put("a range turned round", ordered("maximum", "publish.range", cpus -> cpus.maximum = "0"));
        all.put("no step", ordered("step", "publish.step", cpus -> cpus.step = ""));
        all.put("a step that does not fit", ordered("step", "publish.steps", cpus -> cpus.step = "2"));
        all.put("more included than the maximum", ordered("included", "publish.included", cpus -> cpus.included = "5"));
        all.put("nothing to choose", enumerated("elements", "publish.no-elements", system -> system.elements.clear()));
        all.put(
                "nothing chosen from the start",
                enumerated("elements", "publish.preset", system -> system.elements.get(0).preset = false));
        all.put(
                "a paid system that is no image",
                enumerated("elements.Windows", "publish.system", system -> system.elements.get(0).name = "Windows"));
        return all;
    }

    private static Broken ordered(String field, String code, Consumer<AddOnInput> how) {
        return new Broken(
                "addOns.ncpu." + field,
                code,
                one -> one.addOns.add(addOn("ncpu", "ON_ORDER", cpus -> {
                    cpus.minimum = "1";
                    cpus.maximum = "4";
                    cpus.step = "1";
                    how.accept(cpus);
                })));
    }

    private static Broken enumerated(String field, String code, Consumer<AddOnInput> how) {
        return new Broken(
                "addOns.ostempl." + field,
                code,
                one -> one.addOns.add(addOn("ostempl", "ENUMERATION", system -> {
                    var element = new AddOnInput.ElementInput();
                    element.name = Drawer.DEBIAN;
                    element.preset = true;
                    element.prices = prices(price("EUR", "MONTHLY", "3"));
                    system.elements.add(element);
                    how.accept(system);
                })));
    }

    @TestFactory
    Stream<DynamicTest> eachRuleBrokenAlone() {
        return broken().entrySet().stream()
                .map(one -> DynamicTest.dynamicTest(one.getKey(), () -> {
                    var own = new Drawer();
                    var input = Drawer.valid();
                    one.getValue().how().accept(input);
                    refused(
                            own,
                            own.desk.create(input),
                            one.getValue().field(),
                            one.getValue().code());
                }));
    }

    /** By the whole check, by what the page says without asking a server (but for templates), and by publishing. */
    private static void refused(Drawer drawer, long id, String field, String code) {
        assertThat(drawer.desk.faults(id, TODAY)).singleElement().satisfies(fault -> {
            assertThat(fault.field()).isEqualTo(field);
            assertThat(fault.problem().code()).isEqualTo(code);
        });
        if (!code.equals("publish.template")) {
            assertThat(drawer.desk.known(drawer.desk.draft(id))).hasSize(1);
        }
        var refusal = catchThrowableOfType(Refused.class, () -> drawer.desk.publish(id, TODAY, 0, "test"));
        assertThat(refusal.faults()).hasSize(1);
        assertThat(drawer.desk.shown(id).version().isDraft()).isTrue();
    }

    @Test
    void aValidPackageIsPublishedAndStaysAsItIs() {
        long id = drawer.published();
        assertThat(drawer.desk.shown(id).version().isDraft()).isFalse();
        assertThat(drawer.desk.shown(id).version().startsOn()).isEqualTo(TODAY);
    }

    @Test
    void memoryAndDiskSufficeForEachImage() {
        drawer.shop.db.update("update disk_image set min_memory = ?, min_disk = ?", 2L << 30, 20L << 30);
        var input = Drawer.valid();
        input.addOns.add(addOn("mem", "ON_ORDER", memory -> {
            memory.minimum = "1024";
            memory.maximum = "4096";
            memory.step = "1024";
        }));
        long id = drawer.desk.create(input);
        refused(drawer, id, "addOns.mem.minimum", "publish.memory");
        var draft = drawer.desk.draft(id).input();
        named(draft, "mem").minimum = "2048";
        draft.addOns.add(addOn("disc", "INCLUDED", disc -> {
            disc.included = "10";
            disc.policy = "FORBIDDEN";
        }));
        drawer.desk.save(id, draft);
        refused(drawer, id, "addOns.disc.included", "publish.disk-size");
        assertThat(drawer.desk.faults(id, TODAY).get(0).problem().toString()).contains("10 GiB", "20 GiB", "server s");
    }

    @Test
    void aServerThatDoesNotAnswerIsAFaultBecauseNobodyKnowsItsTemplates() {
        long id = drawer.desk.create(Drawer.valid());
        drawer.shop.servers.down = true;
        assertThat(drawer.desk.faults(id, TODAY)).singleElement().satisfies(fault -> {
            assertThat(fault.field()).isEqualTo("servers");
            assertThat(fault.problem().code()).isEqualTo("server.unreachable");
        });
    }

    @Test
    void aFirstVersionStartsByTodayAndNoneInAnotherAge() {
        long id = drawer.desk.create(Drawer.valid());
        assertThat(codes(id, TODAY.plusDays(1))).containsExactly("publish.start-first");
        assertThat(codes(id, LocalDate.MAX)).containsExactly("publish.start-far");
        assertThat(codes(id, LocalDate.MIN)).containsExactly("publish.start-far");
        assertThat(codes(id, TODAY.minusDays(1))).isEmpty();
    }

    @Test
    void aNewVersionStartsAfterTodayAndAfterEachBeforeIt() {
        long id = drawer.published();
        drawer.desk.revise(id);
        assertThat(codes(id, TODAY)).containsExactly("publish.start");
        assertThat(codes(id, TODAY.plusDays(1))).isEmpty();
        drawer.desk.publish(id, LocalDate.of(2026, 9, 1), 0, "test");
        drawer.desk.revise(id);
        assertThat(codes(id, LocalDate.of(2026, 8, 31))).containsExactly("publish.start-order");
        assertThat(codes(id, LocalDate.of(2026, 9, 1))).isEmpty();
    }

    @Test
    void anotherAccountingPeriodStartsWithAMonthAlsoUnderAnotherNameAndAfterOtherVersions() {
        long id = drawer.published();
        drawer.next(id, LocalDate.of(2026, 6, 1), input -> named(input, "traffic").period = "DAY");
        drawer.desk.revise(id);
        assertThat(codes(id, LocalDate.of(2026, 6, 15))).containsExactly("publish.start-month");
        var draft = drawer.desk.draft(id).input();
        named(draft, "traffic").name = "in";
        drawer.desk.save(id, draft);
        assertThat(codes(id, LocalDate.of(2026, 6, 15))).containsExactly("publish.start-month");
        assertThat(codes(id, LocalDate.of(2026, 7, 1))).isEmpty();
    }

    @Test
    void aCurrencyThatServicesArePaidInStays() {
        long id = drawer.published();
        drawer.shop.service(drawer.shop.account("A", "10.00"), id, "1", TODAY);
        drawer.desk.revise(id);
        var draft = drawer.desk.draft(id).input();
        draft.currencies = "USD";
        draft.prices = prices(price("USD", "MONTHLY", "17"));
        named(draft, "traffic").prices = prices(price("USD", "OVERAGE", "333"));
        drawer.desk.save(id, draft);
        assertThat(codes(id, LocalDate.of(2026, 6, 1))).containsExactly("publish.currency");
    }

    private List<String> codes(long id, LocalDate startsOn) {
        return drawer.desk.faults(id, startsOn).stream()
                .map(fault -> fault.problem().code())
                .toList();
    }

    /** Some kind of server can be told how many CPUs a VM has; this one would silently give none. */
    @Test
    void whatTheServerCannotBeToldIsNotSold() {
        drawer.shop.servers.toldElsewhere.add("ncpu");
        var input = Drawer.valid();
        input.addOns.add(addOn("ncpu", "INCLUDED", cpus -> cpus.included = "2"));
        long id = drawer.desk.create(input);
        assertThat(drawer.desk.faults(id, LocalDate.now(drawer.shop.clock)))
                .extracting(fault -> fault.field() + " " + fault.problem().code())
                .containsExactly("addOns.ncpu.type publish.untold");
        drawer.shop.servers.toldElsewhere.clear();
        assertThat(drawer.desk.faults(id, LocalDate.now(drawer.shop.clock))).isEmpty();
    }
}
