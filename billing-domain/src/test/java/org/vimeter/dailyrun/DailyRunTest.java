package org.vimeter.dailyrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vimeter.account.AccountId;
import org.vimeter.dailyrun.RunReport.Status;
import org.vimeter.ledger.Ledger;
import org.vimeter.money.Money;
import org.vimeter.problem.Refused;
import org.vimeter.service.ServiceId;
import org.vimeter.testing.Shop;
import org.vimeter.testing.Shop.AddOnTerms;
import org.vimeter.vm.Vm;

class DailyRunTest {
    private static final LocalDate MAY_1 = LocalDate.of(2026, 5, 1);
    private static final long GIB = 1L << 30;

    private final Shop shop = new Shop();
    private long servicePackage;
    private AccountId account;
    private ServiceId service;

    @BeforeEach
    void aClientWithTheSeedsTraffic() {
        servicePackage = shop.servicePackage("seed");
        shop.addOn(
                servicePackage,
                "traffic",
                AddOnTerms.of("in,out", "GiB", "300").includes(5120 * GIB).limit(10240 * GIB));
        account = shop.account("Anna", "5000000");
        service = shop.service(account, servicePackage, "1", MAY_1);
    }

    private void traffic(LocalDate day, double gib) {
        shop.servers.uses(
                "1",
                day,
                "in",
                BigDecimal.valueOf(gib).multiply(BigDecimal.valueOf(GIB)).toBigInteger());
        shop.servers.uses("1", day, "out", 0);
    }

    @Test
    void theSeedsStoryFromTheAllowanceToTheLimit() {
        traffic(MAY_1, 9000);
        traffic(MAY_1.plusDays(1), 1239);
        traffic(MAY_1.plusDays(2), 1);
        shop.run(MAY_1);
        shop.run(MAY_1.plusDays(1));
        assertThat(shop.servers.power("1")).isEqualTo(Vm.Power.RUNNING);
        var report = shop.run(MAY_1.plusDays(2));

        assertThat(shop.charges(service)).containsExactly("1164000.00", "371700.00", "300.00");
        assertThat(shop.balance(account)).hasToString("3464000.00 EUR");
        assertThat(report.counts().suspended()).isEqualTo(1);
        assertThat(report.debited()).hasToString("[300.00 EUR]");
        assertThat(shop.servers.power("1")).isEqualTo(Vm.Power.STOPPED);
    }

    @Test
    void aMonthsLimitIsLiftedWhenTheNextMonthBegins() {
        traffic(MAY_1, 10240);
        shop.run(MAY_1);
        shop.clock.set(Instant.parse("2026-05-31T21:00:00Z"));
        shop.reconciler.reconcile(shop.server);
        assertThat(shop.servers.power("1")).isEqualTo(Vm.Power.STOPPED);
        shop.clock.set(Instant.parse("2026-05-31T22:30:00Z")); // 1 June in Berlin
        shop.reconciler.reconcile(shop.server);
        assertThat(shop.servers.power("1")).isEqualTo(Vm.Power.RUNNING);
    }

    @Test
    void theSameDayAgainChangesNothing() {
        traffic(MAY_1, 5121);
        shop.run(MAY_1);
        var books = shop.books();
        var again = shop.run(MAY_1);
        assertThat(shop.books()).isEqualTo(books);
        assertThat(again.counts().charges()).isZero();
        assertThat(shop.charges(service)).containsExactly("300.00");
    }

    @Test
    void aCorrectionDownwardIsACreditAndKeepsTheOldRow() {
        traffic(MAY_1, 5120);
        shop.run(MAY_1);
        traffic(MAY_1.plusDays(1), 1.5);
        shop.run(MAY_1.plusDays(1));
        traffic(MAY_1, 5119.5);
        var report = shop.run(MAY_1);
        assertThat(shop.charges(service)).containsExactly("450.00", "-150.00");
        assertThat(report.counts().corrected()).isEqualTo(1);
        assertThat(shop.id("select count(*) from usage_revision where service_id = ?", service))
                .isEqualTo(1);
    }

    @Test
    void missingIsNotZeroAndHealsWhenTheValueArrives() {
        shop.servers.down = true;
        var night = shop.run(MAY_1);
        assertThat(night.status()).isEqualTo(Status.DONE);
        assertThat(night.counts().missing()).isEqualTo(2);
        assertThat(night.counts().zero()).isZero();
        assertThat(night.problem())
                .hasToString(
                        "Server s could not be reached for vm (http://s): refused. Check its address and the network.");
        shop.servers.down = false;
        traffic(MAY_1, 5121);
        var healed = shop.run(MAY_1);
        assertThat(healed.counts().missing()).isZero();
        assertThat(healed.counts().zero()).isEqualTo(1);
        assertThat(shop.charges(service)).containsExactly("300.00");
    }

    @Test
    void aFailureToReadAgainTakesNoKnownValueAway() {
        traffic(MAY_1, 5121);
        shop.run(MAY_1);
        shop.servers.forgets("1", MAY_1, "in");
        var report = shop.run(MAY_1);
        assertThat(report.counts().missing()).isZero();
        assertThat(shop.charges(service)).containsExactly("300.00");
    }

    @Test
    void badValuesAreRefusedJournalledAndSpoilNobodyElse() {
        ServiceId good = shop.service(account, servicePackage, "2", MAY_1);
        shop.servers.uses("2", MAY_1, "in", 5121 * GIB);
        shop.servers.uses("2", MAY_1, "out", 0);
        shop.servers.uses("1", MAY_1, "in", "-5");
        shop.servers.uses("1", MAY_1, "out", "1e999999999");
        var report = shop.run(MAY_1);
        assertThat(report.counts().refused()).isEqualTo(2);
        assertThat(report.counts().missing()).isEqualTo(2);
        assertThat(shop.charges(service)).isEmpty();
        assertThat(shop.charges(good)).containsExactly("300.00");
        assertThat(new Runs(shop.db, shop.clock).refusals(report.id(), 10))
                .extracting(refusal -> refusal.problem().toString())
                .containsExactlyInAnyOrder(
                        "Server s, VM vm1, 2026-05-01: the value “-5” of the meter “in” is negative. It was refused; the day stays missing.",
                        "Server s, VM vm1, 2026-05-01: the value “1e999999999” of the meter “out” is not a number that can be read. It was refused; the day stays missing.");
    }

    @Test
    void moreThanTheVmCanUseInADayIsAbsurd() {
        shop.addOn(servicePackage, "cpu", AddOnTerms.of("cpu", "second", "0.01").perDay());
        shop.servers.uses("1", MAY_1, "cpu", 90_000_001); // one CPU has at most 25 hours in a day
        traffic(MAY_1, 1);
        var report = shop.run(MAY_1);
        assertThat(report.counts().refused()).isEqualTo(1);
        assertThat(shop.charges(service)).isEmpty();
    }

    /** A share of processors of an older day is made with those of that day; a resize since bills nothing anew. */
    @Test
    void processorsAreKnownByDayAsTheNightAfterListedThem() {
        shop.clock.set(MAY_1.plusDays(1).atTime(3, 0).toInstant(ZoneOffset.UTC));
        traffic(MAY_1, 1);
        shop.run(MAY_1);
        var vm = Objects.requireNonNull(shop.servers.vms.get("1"));
        shop.servers.vms.put("1", new Vm("1", vm.name(), Vm.Power.RUNNING, 16));
        shop.clock.set(MAY_1.plusDays(2).atTime(3, 0).toInstant(ZoneOffset.UTC));
        traffic(MAY_1.plusDays(1), 1);
        shop.run(MAY_1);
        shop.run(MAY_1.plusDays(1));
        shop.clock.set(MAY_1.plusDays(5).atTime(3, 0).toInstant(ZoneOffset.UTC));
        shop.run(MAY_1.plusDays(2));
        assertThat(shop.servers.askedCpus)
                .as("of the third day no night read the list")
                .containsExactly("1 2026-05-01 1", "1 2026-05-01 1", "1 2026-05-02 16", "1 2026-05-03 null");
        assertThat(shop.db.list("select coalesce(cpus, 0) as n from usage_day order by day", row -> row.number("n")))
                .containsExactly(1L, 16L, 0L);
        assertThat(shop.id("select count(*) from usage_revision")).isZero();
    }

    @Test
    void anEmptyListIsNotTheNewsThatAllVmsAreGone() {
        shop.servers.remove("1");
        var report = shop.run(MAY_1);
        assertThat(report.problem()).asString().contains("empty list").contains("Server s");
        assertThat(shop.id("select count(*) from vm_state where state = 'GONE'"))
                .isZero();
    }

    @Test
    void aVmThatIsGoneLeavesItsDayMissing() {
        shop.service(account, servicePackage, "2", MAY_1);
        shop.servers.remove("1");
        var report = shop.run(MAY_1);
        assertThat(report.counts().missing()).isEqualTo(4);
        assertThat(shop.db.find(
                        "select problems from usage_day where service_id = ?", row -> row.text("problems"), service))
                .hasValueSatisfying(problems -> assertThat(problems).contains("vm.gone"));
    }

    @Test
    void daysOutsideTheServicesLifeAndTheFutureAreRefused() {
        for (var day : new String[] {"2026-04-30", "2026-05-20", "2026-05-21", "2036-05-01"}) {
            assertThatThrownBy(() -> shop.run(LocalDate.parse(day)))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("Server s: " + day + " cannot be run")
                    .hasMessageContaining("2026-05-19 (yesterday");
        }
        assertThat(shop.id("select count(*) from run")).isZero();
    }

    @Test
    void aDryRunGivesTheSameReportAndChangesNothing() {
        traffic(MAY_1, 10241);
        var before = shop.books();
        var dry = shop.dailyRun().run(shop.server, MAY_1, RunOrder.dry("test"));
        assertThat(shop.books()).isEqualTo(before);
        assertThat(shop.servers.calls).isEmpty();
        var real = shop.run(MAY_1);
        assertThat(dry.counts()).isEqualTo(real.counts());
        assertThat(dry.debited()).isEqualTo(real.debited());
    }

    @Test
    void perDayCountsEachDayByItself() {
        long day = shop.servicePackage("day");
        shop.addOn(
                day,
                "cpu",
                AddOnTerms.of("cpu", "second", "0.01").includes(3_600_000).perDay());
        ServiceId other = shop.service(account, day, "3", MAY_1);
        int[] seconds = {3000, 4000, 3601};
        for (int i = 0; i < seconds.length; i++) {
            shop.servers.uses("3", MAY_1.plusDays(i), "cpu", seconds[i] * 1000);
            shop.run(MAY_1.plusDays(i));
        }
        assertThat(shop.charges(other)).containsExactly("4.00", "0.01");
    }

    @Test
    void newTermsApplyFromTheNextPeriodAndOldChargesStayOnOldTerms() {
        shop.addOn(
                servicePackage, "traffic", AddOnTerms.of("in,out", "GiB", "1").from(LocalDate.of(2026, 5, 2)));
        shop.clock.set(Instant.parse("2026-06-03T08:00:00Z"));
        traffic(MAY_1.plusDays(5), 5121);
        traffic(LocalDate.of(2026, 6, 1), 2);
        shop.run(MAY_1.plusDays(5));
        shop.run(LocalDate.of(2026, 6, 1));
        assertThat(shop.charges(service)).containsExactly("300.00", "2.00");
    }

    @Test
    void withoutFundsTheServiceStopsAndMoneyStartsItAgain() {
        AccountId poor = shop.account("Boris", "100");
        shop.service(poor, servicePackage, "4", MAY_1);
        shop.servers.uses("4", MAY_1, "in", 5121 * GIB);
        shop.servers.uses("4", MAY_1, "out", 0);
        shop.run(MAY_1);
        assertThat(shop.balance(poor)).hasToString("-200.00 EUR");
        assertThat(shop.servers.power("4")).isEqualTo(Vm.Power.STOPPED);
        shop.ledger.pay(new Ledger.Posting("p1", poor, Money.of("200", "EUR"), "t", null));
        shop.reconciler.reconcile(shop.server);
        assertThat(shop.servers.power("4")).isEqualTo(Vm.Power.RUNNING);
    }

    @Test
    void anOwnersStartedVmIsStoppedAgainAndAFailingOneBecomesATaskForStaff() {
        traffic(MAY_1, 10240);
        shop.run(MAY_1);
        shop.servers.power("1", Vm.Power.RUNNING);
        shop.reconciler.reconcile(shop.server);
        assertThat(shop.servers.power("1")).isEqualTo(Vm.Power.STOPPED);
        shop.servers.deaf("1");
        shop.servers.power("1", Vm.Power.RUNNING);
        for (int i = 0; i < 12; i++) {
            shop.clock.advance(Duration.ofHours(1));
            shop.reconciler.reconcile(shop.server);
        }
        assertThat(shop.id("select count(*) from power_intent where status = 'STAFF' and attempts >= 10"))
                .isEqualTo(1);
    }

    @Test
    void catchUpRunsEachMissedDayOnceAndReadsYesterdayAgainLater() {
        shop.clock.set(Instant.parse("2026-05-04T08:00:00Z"));
        for (int i = 0; i < 5; i++) {
            traffic(MAY_1.plusDays(i), 1);
        }
        assertThat(shop.dailyRun().catchUp(shop.server, "timer"))
                .extracting(RunReport::day)
                .containsExactly(MAY_1, MAY_1.plusDays(1), MAY_1.plusDays(2));
        assertThat(shop.dailyRun().catchUp(shop.server, "timer")).isEmpty();
        shop.clock.set(Instant.parse("2026-05-05T08:00:00Z"));
        assertThat(shop.dailyRun().catchUp(shop.server, "timer"))
                .extracting(RunReport::day)
                .containsExactly(MAY_1.plusDays(2), MAY_1.plusDays(3));
    }

    @Test
    void aVmThatBearsAnotherNameIsNeitherBilledNorStoppedUntilAPersonSaysItIsTheSame() {
        traffic(MAY_1, 10240);
        shop.servers.rename("1", "stranger");
        var night = shop.run(MAY_1);
        assertThat(night.counts().missing()).isEqualTo(2);
        assertThat(shop.charges(service)).isEmpty();
        assertThat(shop.db.find("select problems from usage_day", row -> row.text("problems")))
                .hasValueSatisfying(
                        problems -> assertThat(problems).contains("vm.renamed").contains("stranger"));

        shop.db.update("update service set vm_name = 'stranger' where id = ?", service);
        shop.run(MAY_1);
        assertThat(shop.charges(service)).containsExactly("1536000.00");
        assertThat(shop.servers.power("1")).isEqualTo(Vm.Power.STOPPED);

        shop.servers.power("1", Vm.Power.RUNNING);
        shop.servers.rename("1", "another");
        shop.servers.calls.clear();
        shop.reconciler.reconcile(shop.server);
        assertThat(shop.servers.calls).isEmpty();
        assertThat(shop.db.find("select problem from power_intent where status = 'OPEN'", row -> row.text("problem")))
                .hasValueSatisfying(problem -> assertThat(problem).contains("vm.not-touched"));
    }

    /** Whatever breaks a run, it says so, and does not stand as running for ever. */
    @Test
    void aRunWhoseCatalogCannotBeReadHasFailed() {
        shop.service(shop.account("B", "5"), shop.servicePackage("q"), "77", LocalDate.of(2026, 5, 1));
        shop.addOn(
                shop.id("select id from service_package where name = 'q'"), "traffic", AddOnTerms.of("in", "B", "1"));
        shop.db.change(session -> {
            session.update(
                    "insert into package_version (package_id, number, name) select max(package_id), 99, 'x' from package_version");
            session.update("insert into version_currency select id, 'ZZZ', 1 from package_version where number = 99");
            session.update("""
                    insert into terms (version_id, add_on_id, type_id, position, title, rule, unit_id, combine, period, limit_test,
                            at_limit, beyond_limit)
                        select v.id, t.add_on_id, t.type_id, t.position, t.title, t.rule, t.unit_id, t.combine, t.period, t.limit_test,
                                t.at_limit, t.beyond_limit
                            from terms t, package_version v where v.number = 99 order by t.id desc limit 1
                    """);
            session.update(
                    "update package_version set state = 'PUBLISHED', starts_on = '2000-01-01', published_at = now(),"
                            + " published_by = 't' where number = 99");
        });
        for (var order : List.of(RunOrder.real("t"), RunOrder.dry("t"))) {
            assertThatThrownBy(() -> shop.dailyRun().run(shop.server, LocalDate.of(2026, 5, 1), order))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(shop.db.list("select status from run", row -> row.text("status")))
                .containsExactly("FAILED", "FAILED");
    }
}
