package org.vimeter.enforcement;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vimeter.account.AccountId;
import org.vimeter.db.Db;
import org.vimeter.db.Part;
import org.vimeter.db.Session;
import org.vimeter.problem.Refused;
import org.vimeter.service.ServiceId;

/** The reasons that people give and take, and the list of all. */
public final class Suspensions {
    private static final String LIFT_OWN = """
            update suspension set lifted_at = ?, lift = 'PERSON', lifted_by = ?
                where service_id = ? and cause = 'CLIENT' and order_id is null and lifted_at is null
            """;

    private static final String ALL = """
            select u.*, s.account_id, s.server_id, s.vm_name, t.title as add_on
                from suspension u join services s on s.id = u.service_id left join counted_terms t on t.id = u.terms_id
            """;
    private static final String OPEN = ALL + " where u.lifted_at is null";
    private static final String OF_SERVICE = ALL + " where u.service_id = ?";

    private static final String OPEN_ID =
            "select id from suspension where service_id = ? and cause = ? and lifted_at is null";

    private static final List<SuspensionCause> BY_STAFF = List.of(SuspensionCause.STAFF, SuspensionCause.ABUSE);

    private final Db db;
    private final Clock clock;

    public Suspensions(Db db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    public List<Suspension> open() {
        return db.list(OPEN + " order by u.id desc", Suspension::from);
    }

    /**
     * Newest first, before a given one.
     *
     * @param serviceId those of one service, lifted ones too; null for all that are open
     */
    public Part<Suspension> before(@Nullable ServiceId serviceId, long before, int limit) {
        var last = " and u.id < ? order by u.id desc limit ?";
        var found = serviceId == null
                ? db.list(OPEN + last, Suspension::from, before, limit + 1)
                : db.list(OF_SERVICE + last, Suspension::from, serviceId, before, limit + 1);
        return Part.of(found, limit);
    }

    public List<Suspension> ofService(ServiceId serviceId) {
        return db.list(OF_SERVICE + " order by u.id desc", Suspension::from, serviceId);
    }

    public List<Suspension> ofRun(long runId) {
        return db.list(ALL + " where u.run_id = ? order by u.id", Suspension::from, runId);
    }

    public Suspension byId(long id) {
        return db.find(ALL + " where u.id = ?", Suspension::from, id)
                .orElseThrow(() -> Refused.unknown("suspension.unknown", id));
    }

    /** Suspends by hand. A service that is suspended for this cause already stays as it is. */
    public long suspend(ServiceId serviceId, SuspensionCause cause, String actor, String note) {
        if (!BY_STAFF.contains(cause)) {
            throw Refused.because("request.constant", cause, BY_STAFF);
        }
        if (note.isBlank()) {
            throw Refused.because("suspension.no-reason", serviceId);
        }
        return db.transaction(session -> {
            requireLiving(session, serviceId, null);
            open(session, serviceId, cause, actor, note);
            return session.one(OPEN_ID, row -> row.number("id"), serviceId, cause);
        });
    }

    /** An owner stops his VM, until he starts it. */
    public void stop(AccountId accountId, ServiceId serviceId, String actor) {
        db.change(session -> {
            requireLiving(session, serviceId, accountId);
            open(session, serviceId, SuspensionCause.CLIENT, actor, null);
        });
    }

    /** Starts what its owner stopped, here or on the server; refused while something else stops it. */
    public void start(AccountId accountId, ServiceId serviceId, String actor) {
        db.change(session -> {
            requireLiving(session, serviceId, accountId);
            session.update(LIFT_OWN, clock.instant(), actor, serviceId);
            requireNothingElse(session, serviceId);
            Intents.ask(session, serviceId.value(), PowerAction.START, actor, clock.instant());
        });
    }

    private static void requireNothingElse(Session session, ServiceId serviceId) throws SQLException {
        var others = session.list(
                "select cause from suspension where service_id = ? and lifted_at is null",
                row -> row.constant("cause", SuspensionCause.class),
                serviceId);
        if (!others.isEmpty()) {
            throw Refused.because("service.held", serviceId, others);
        }
    }

    /** A running VM is about to be stopped beside the reconciler, which is to know whose doing it was. */
    public static void stopping(Session session, ServiceId serviceId, String actor, Instant at) throws SQLException {
        Intents.ask(session, serviceId.value(), PowerAction.STOP, actor, at);
    }

    /** A VM that was stopped before it was anybody's is to run. */
    public static void starting(Session session, ServiceId serviceId, String actor, Instant at) throws SQLException {
        Intents.ask(session, serviceId.value(), PowerAction.START, actor, at);
    }

    private void open(Session session, ServiceId serviceId, SuspensionCause cause, String actor, @Nullable String note)
            throws SQLException {
        session.update("""
                insert into suspension (service_id, cause, day, since, started_by, note) values (?, ?, ?, ?, ?, ?)
                    on conflict (service_id, cause, coalesce(add_on_id, 0)) where lifted_at is null do nothing
                """, serviceId, cause, LocalDate.now(clock), clock.instant(), actor, note);
    }

    private static void requireLiving(Session session, ServiceId serviceId, @Nullable AccountId accountId)
            throws SQLException {
        var ended = session.find(
                        "select last_day from services where id = ? and (?::bigint is null or account_id = ?::bigint)",
                        row -> Optional.ofNullable(row.dayOrNull("last_day")),
                        serviceId,
                        accountId,
                        accountId)
                .orElseThrow(() -> Refused.unknown("service.unknown", serviceId));
        if (ended.isPresent()) {
            throw Refused.because("service.ended", serviceId, ended.get());
        }
    }

    /** Lifts any suspension. Until the hold date, if one is given, the same cause does not suspend again. */
    public void release(long id, String actor, @Nullable LocalDate holdUntil) {
        int lifted = db.update(
                "update suspension set lifted_at = ?, lift = 'PERSON', lifted_by = ?, hold_until = ?::date where id = ? and lifted_at is null",
                clock.instant(),
                actor,
                holdUntil,
                id);
        if (lifted == 0) {
            throw Refused.because("suspension.not-open", id);
        }
    }
}
