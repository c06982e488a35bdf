package org.vimeter.enforcement;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vimeter.db.Db;
import org.vimeter.problem.Refused;

/** The reasons that people give and take, and the list of all. */
public final class Suspensions {
    private static final String ALL = """
            select u.*, s.account_id, s.server_id, s.vm_name, t.title as add_on
                from suspension u join service s on s.id = u.service_id left join terms t on t.id = u.terms_id
            """;

    private final Db db;
    private final Clock clock;

    public Suspensions(Db db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    public List<Suspension> open() {
        return db.list(ALL + " where u.lifted_at is null order by u.id desc", Suspension::from);
    }

    public List<Suspension> ofService(long serviceId) {
        return db.list(ALL + " where u.service_id = ? order by u.id desc", Suspension::from, serviceId);
    }

    public List<Suspension> ofRun(long runId) {
        return db.list(ALL + " where u.run_id = ? order by u.id", Suspension::from, runId);
    }

    public Suspension byId(long id) {
        return db.find(ALL + " where u.id = ?", Suspension::from, id)
                .orElseThrow(() -> Refused.because("suspension.unknown", id));
    }

    /** Suspends by hand. A service that staff have suspended already stays as it is. */
    public void suspend(long serviceId, String actor, String note) {
        if (note.isBlank()) {
            throw Refused.because("suspension.no-reason", serviceId);
        }
        if (db.find("select 1 from service where id = ?", row -> row.number(1), serviceId)
                .isEmpty()) {
            throw Refused.because("service.unknown", serviceId);
        }
        db.update("""
                insert into suspension (service_id, cause, day, since, started_by, note)
                    values (?, 'STAFF', ?, ?, ?, ?)
                    on conflict (service_id, cause, coalesce(add_on_id, 0)) where lifted_at is null do nothing
                """, serviceId, LocalDate.now(clock), clock.instant(), actor, note);
    }

    /** Lifts any suspension. Until the hold date, if one is given, the same cause does not suspend again. */
    public void release(long id, String actor, @Nullable LocalDate holdUntil) {
        int lifted = db.update(
                "update suspension set lifted_at = ?, lifted_by = ?, hold_until = ?::date where id = ? and lifted_at is null",
                clock.instant(),
                actor,
                holdUntil,
                id);
        if (lifted == 0) {
            throw Refused.because("suspension.not-open", id);
        }
    }
}
