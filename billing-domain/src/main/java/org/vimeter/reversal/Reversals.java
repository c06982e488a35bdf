package org.vimeter.reversal;

import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vimeter.db.Db;
import org.vimeter.db.Session;
import org.vimeter.ledger.Ledger;
import org.vimeter.offer.PriceKind;
import org.vimeter.problem.Refused;
import org.vimeter.recurring.Cycle;
import org.vimeter.recurring.RecurringCharges;
import org.vimeter.recurring.RecurringCharges.Booking;
import org.vimeter.service.ServiceId;
import org.vimeter.service.Services;

/** Moves the money of an entry back, once. */
public final class Reversals {
    private static final String FEE = """
            select c.*, v.zone from recurring_charges c join services s on s.id = c.service_id join servers v on v.id = s.server_id
                where c.entry_id = ?
            """;

    private final Db db;
    private final Clock clock;
    private final Ledger ledger;

    public Reversals(Db db, Clock clock, Ledger ledger) {
        this.db = db;
        this.clock = clock;
        this.ledger = ledger;
    }

    /** What becomes of that for which a reversed charge or fee was. */
    public enum Afterwards {
        /** It is computed anew and charged again: a fee at once, usage by the next run of the charge's day. */
        CHARGE_AGAIN,
        /**
         * It is not charged again, whatever the period comes to later. What was credited for the period before is not
         * given twice: it is taken back at once, of usage by the next run of the charge's day.
         */
        LEAVE
    }

    private record Usage(ServiceId serviceId, long addOnId, LocalDate periodStart, int sequence) {}

    private record Fee(ServiceId serviceId, PriceKind per, LocalDate periodStart, int sequence, ZoneId zone) {}

    /**
     * The number of the reversal; a second call gives the same one and changes nothing.
     *
     * @param afterwards demanded for a charge or a fee; without meaning for money that was paid or adjusted
     */
    public long reverse(long entryId, @Nullable Afterwards afterwards, String actor, String reason) {
        return db.transaction(session -> {
            var usage = usage(session, entryId);
            var fee = fee(session, entryId);
            if (usage.isEmpty() && fee.isEmpty()) {
                requireNoReversalOfACharge(session, entryId);
                return ledger.reverse(session, entryId, actor, reason);
            }
            if (afterwards == null) {
                throw Refused.because("entry.afterwards", entryId);
            }
            boolean again = afterwards == Afterwards.CHARGE_AGAIN;
            long reversal = ledger.reverse(session, entryId, actor, reason);
            if (usage.isPresent()) {
                keep(session, usage.get(), reversal, again);
            }
            if (fee.isPresent() && keep(session, fee.get(), reversal, again)) {
                settle(session, fee.get(), again, actor);
            }
            return reversal;
        });
    }

    private static Optional<Usage> usage(Session session, long entryId) throws SQLException {
        return session.find(
                "select * from charges where entry_id = ?",
                row -> new Usage(
                        row.id("service_id", ServiceId::new), row.number("add_on_id"), row.day("period_start"), (int)
                                row.number("sequence")),
                entryId);
    }

    /** The service is locked first, as by everybody who settles its periods. */
    private static Optional<Fee> fee(Session session, long entryId) throws SQLException {
        var fee = session.find(
                FEE,
                row -> new Fee(
                        row.id("service_id", ServiceId::new),
                        row.constant("per", PriceKind.class),
                        row.day("period_start"),
                        (int) row.number("sequence"),
                        ZoneId.of(row.text("zone"))),
                entryId);
        if (fee.isPresent()) {
            Services.hold(session, fee.get().serviceId());
        }
        return fee;
    }

    private static void requireNoReversalOfACharge(Session session, long entryId) throws SQLException {
        var reversed = session.find("""
                select e.reverses_id from ledger_entries e
                    where e.id = ? and (exists (select 1 from charge_reversal r where r.entry_id = e.id)
                        or exists (select 1 from recurring_reversal r where r.entry_id = e.id))
                """, row -> row.number("reverses_id"), entryId);
        if (reversed.isPresent()) {
            throw Refused.because("entry.reversal", entryId, reversed.get());
        }
    }

    private static void keep(Session session, Usage usage, long reversal, boolean again) throws SQLException {
        session.update("""
                insert into charge_reversal (service_id, add_on_id, period_start, sequence, entry_id, again) values (?, ?, ?, ?, ?, ?)
                    on conflict do nothing
                """, usage.serviceId(), usage.addOnId(), usage.periodStart(), usage.sequence(), reversal, again);
    }

    /** False when it was kept before. */
    private static boolean keep(Session session, Fee fee, long reversal, boolean again) throws SQLException {
        return session.update("""
                        insert into recurring_reversal (service_id, per, period_start, sequence, entry_id, again) values (?, ?, ?, ?, ?, ?)
                            on conflict do nothing
                        """, fee.serviceId(), fee.per(), fee.periodStart(), fee.sequence(), reversal, again) == 1;
    }

    private void settle(Session session, Fee fee, boolean again, String actor) throws SQLException {
        var booking = new Booking(actor, clock.instant(), LocalDate.now(clock.withZone(fee.zone())));
        var period = fee.per().period();
        if (period.isPresent()) {
            RecurringCharges.settle(session, fee.serviceId(), Cycle.at(period.get(), fee.periodStart()), booking);
        } else if (again) {
            RecurringCharges.setUpAgain(session, fee.serviceId(), fee.periodStart(), fee.sequence(), booking);
        }
    }
}
