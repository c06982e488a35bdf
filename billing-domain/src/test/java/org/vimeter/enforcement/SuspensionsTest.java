package org.vimeter.enforcement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.vimeter.account.AccountId;
import org.vimeter.problem.Refused;
import org.vimeter.service.ServiceId;
import org.vimeter.testing.Shop;
import org.vimeter.vm.Vm;

/** The reasons that people give and take, and what the reconciler makes of them. */
class SuspensionsTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 5, 1);
    private final Shop shop = new Shop();
    private final Suspensions suspensions = new Suspensions(shop.db, shop.clock);
    private final AccountId account = shop.account("Anna", "100");
    private final AccountId other = shop.account("Boris", "100");
    private final ServiceId service = shop.service(account, shop.servicePackage("p"), "1", FIRST);

    private static String refusal(ThrowingCallable call) {
        return catchThrowableOfType(Refused.class, call).problem().code();
    }

    private void minute() {
        shop.clock.advance(Duration.ofMinutes(1));
        shop.reconciler.reconcile(shop.server);
    }

    private List<String> intents() {
        return shop.db.list(
                "select action || ' ' || status || ' ' || attempts as line from power_intent order by id",
                row -> row.text("line"));
    }

    @Test
    void staffStopAVmWithAReasonAndLetItRunAgain() {
        suspensions.suspend(service, SuspensionCause.ABUSE, "admin", "spam");
        suspensions.suspend(service, SuspensionCause.ABUSE, "admin", "more spam");
        minute();
        assertThat(shop.servers.power("1")).isEqualTo(Vm.Power.STOPPED);
        var open = suspensions.open();
        assertThat(open).hasSize(1);
        var suspension = open.get(0);
        assertThat(suspension.isOpen()).isTrue();
        assertThat(suspension.note()).isEqualTo("spam");
        assertThat(suspension.balance()).isNull();
        suspensions.release(suspension.id(), "admin", LocalDate.of(2026, 6, 1));
        assertThat(refusal(() -> suspensions.release(suspension.id(), "admin", null)))
                .isEqualTo("suspension.not-open");
        minute();
        assertThat(shop.servers.power("1")).isEqualTo(Vm.Power.RUNNING);
        assertThat(suspensions.open()).isEmpty();
        var lifted = suspensions.ofService(service);
        assertThat(lifted).hasSize(1).first().satisfies(one -> {
            assertThat(one.isOpen()).isFalse();
            assertThat(one.lift()).isEqualTo(Lift.PERSON);
            assertThat(one.holdUntil()).isEqualTo("2026-06-01");
        });
        assertThat(suspensions.before(service, Long.MAX_VALUE, 1).rows()).isEqualTo(lifted);
        assertThat(suspensions.before(null, Long.MAX_VALUE, 1).rows()).isEmpty();
        assertThat(suspensions.ofRun(1)).isEmpty();
    }

    @Test
    void onlyStaffsCausesWithAReasonForWhatIsThere() {
        assertThat(refusal(() -> suspensions.suspend(service, SuspensionCause.STAFF, "admin", " ")))
                .isEqualTo("suspension.no-reason");
        assertThat(refusal(() -> suspensions.suspend(service, SuspensionCause.FUNDS, "admin", "x")))
                .isEqualTo("request.constant");
        assertThat(refusal(() ->
                        suspensions.suspend(new ServiceId(service.value() + 1), SuspensionCause.STAFF, "admin", "x")))
                .isEqualTo("service.unknown");
        assertThat(refusal(() -> suspensions.stop(other, service, "boris"))).isEqualTo("service.unknown");
        assertThat(refusal(() -> suspensions.start(other, service, "boris"))).isEqualTo("service.unknown");
        shop.db.update("update service set last_day = '2026-05-19'");
        assertThat(refusal(() -> suspensions.suspend(service, SuspensionCause.STAFF, "admin", "x")))
                .isEqualTo("service.ended");
        assertThat(suspensions.open()).isEmpty();
    }

    @Test
    void anOwnerStartsWhatHeStoppedAndNothingThatStaffHold() {
        suspensions.stop(account, service, "anna");
        minute();
        assertThat(shop.servers.power("1")).isEqualTo(Vm.Power.STOPPED);
        suspensions.suspend(service, SuspensionCause.STAFF, "admin", "unpaid");
        assertThat(refusal(() -> suspensions.start(account, service, "anna"))).isEqualTo("service.held");
        assertThat(suspensions.open()).as("nothing changed").hasSize(2);
        suspensions.release(suspensions.open().get(0).id(), "admin", null);
        suspensions.start(account, service, "anna");
        minute();
        assertThat(shop.servers.power("1")).isEqualTo(Vm.Power.RUNNING);
    }

    @Test
    void aServerThatDoesNotAnswerCountsAgainstNoVm() {
        suspensions.suspend(service, SuspensionCause.STAFF, "admin", "x");
        shop.servers.down = true;
        minute();
        assertThat(intents()).containsExactly("STOP OPEN 0");
        assertThat(shop.id("select count(*) from power_intent where problem is not null and next_at > written_at"))
                .isEqualTo(1);
        shop.servers.down = false;
        shop.clock.advance(Duration.ofMinutes(1));
        minute();
        assertThat(intents()).containsExactly("STOP DONE 0");
        assertThat(shop.servers.power("1")).isEqualTo(Vm.Power.STOPPED);
    }

    @Test
    void aVmThatDoesNotListenBecomesATaskAfterTenTimes() {
        suspensions.suspend(service, SuspensionCause.STAFF, "admin", "x");
        shop.servers.deaf("1");
        for (int i = 1; i < Backoff.ATTEMPTS; i++) {
            shop.clock.advance(Duration.ofHours(1));
            minute();
            assertThat(intents()).containsExactly("STOP OPEN " + i);
        }
        shop.clock.advance(Duration.ofHours(1));
        minute();
        assertThat(intents()).containsExactly("STOP STAFF 10");
        shop.servers.hears("1");
        shop.clock.advance(Duration.ofHours(1));
        minute();
        assertThat(intents()).containsExactly("STOP DONE 10");
    }

    @Test
    void aStopThatNobodyWantsAnyMoreIsDropped() {
        suspensions.suspend(service, SuspensionCause.STAFF, "admin", "x");
        shop.servers.down = true;
        minute();
        suspensions.release(suspensions.open().get(0).id(), "admin", null);
        shop.servers.down = false;
        shop.clock.advance(Duration.ofMinutes(1));
        minute();
        assertThat(intents()).containsExactly("STOP OBSOLETE 0");
        assertThat(shop.servers.calls).noneMatch(call -> call.startsWith("stop"));
    }

    @Test
    void whatANightSuspendedIsListedByItsRun() {
        shop.db.update("""
                insert into run (server_id, day, dry, status, started_by, started_at)
                    values (?, '2026-05-19', false, 'DONE', 't', now())
                """, shop.server);
        shop.db.update("""
                insert into suspension (service_id, cause, day, since, started_by, run_id, amount, currency)
                    select ?, 'FUNDS', '2026-05-19', now(), 'run', id, -5.00, 'EUR' from run
                """, service);
        var listed = suspensions.ofRun(shop.id("select id from run"));
        assertThat(listed).hasSize(1);
        assertThat(listed.get(0).balance()).hasToString("-5.00 EUR");
    }

    @Test
    void thePausesDoubleUpToAnHour() {
        assertThat(List.of(1, 2, 3, 6, 7, 8, 50).stream().map(Backoff::after))
                .containsExactly(
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(4),
                        Duration.ofMinutes(32),
                        Duration.ofHours(1),
                        Duration.ofHours(1),
                        Duration.ofHours(1));
    }
}
