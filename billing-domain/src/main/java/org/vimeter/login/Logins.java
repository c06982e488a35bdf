package org.vimeter.login;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vimeter.account.AccountId;
import org.vimeter.db.Db;
import org.vimeter.db.Part;
import org.vimeter.db.Row;
import org.vimeter.db.Session;
import org.vimeter.problem.Refused;
import org.vimeter.secret.PasswordHash;

/** Who may log in. */
public final class Logins {
    private static final String REVOKE_ALL =
            "update api_token set revoked_at = ? where login_id = ? and revoked_at is null";
    private static final String AFTER = """
            select l.*, a.name as account, (select count(*) from login_session s where s.login_id = l.id and not half) as sessions
                from login l left join accounts a on a.id = l.account_id
                where l.role = ? and l.name > ? and position(? in l.name) > 0
                order by l.name limit ?
            """;

    public static final String STAFF = "staff";
    public static final String CLIENT = "client";
    private static final int SHORTEST_PASSWORD = 8;
    private static final int LONGEST_PASSWORD = 200;
    private static final int PAGE = 50;

    private final Db db;
    private final Clock clock;
    private final SecurityLog log;

    public Logins(Db db, Clock clock, SecurityLog log) {
        this.db = db;
        this.clock = clock;
        this.log = log;
    }

    /** @param accountId the client's account; null for staff */
    public record Login(
            long id, String name, String role, @Nullable AccountId accountId) {
        public boolean isStaff() {
            return role.equals(STAFF);
        }

        static Login of(Row row) throws SQLException {
            return new Login(
                    row.number("id"), row.text("name"), row.text("role"), row.idOrNull("account_id", AccountId::new));
        }
    }

    /** A log-in as staff see it. */
    public record Listed(
            Login login, @Nullable String account, @Nullable Instant disabledAt, boolean secondFactor, int sessions) {}

    /** @param accountId null for staff */
    public void create(String name, String password, @Nullable AccountId accountId, String actor) {
        var hash = PasswordHash.of(password);
        db.change(session -> create(session, name, hash, accountId));
        created(name, accountId, actor);
    }

    /** A new account with its first log-in: both, or, where there is such a log-in already, neither. */
    public AccountId createWithAccount(String name, String password, Db.Work<AccountId> account, String actor) {
        var hash = PasswordHash.of(password);
        var id = db.transaction(session -> {
            var made = account.in(session);
            create(session, name, hash, made);
            return made;
        });
        created(name, id, actor);
        return id;
    }

    private static void create(Session session, String name, String hash, @Nullable AccountId accountId)
            throws SQLException {
        var canonical = LoginName.of(name).orElseThrow(() -> Refused.because("login.name"));
        int created = session.update("""
                insert into login (name, password_hash, role, account_id) values (?, ?, ?, ?::bigint)
                    on conflict (name) do nothing
                """, canonical.text(), hash, accountId == null ? STAFF : CLIENT, accountId);
        if (created == 0) {
            throw Refused.conflict("account.login-taken", canonical);
        }
    }

    private void created(String name, @Nullable AccountId accountId, String actor) {
        var canonical = LoginName.of(name).map(LoginName::text).orElse("");
        log.event("login.created", canonical, "", "actor", actor, "role", accountId == null ? STAFF : CLIENT);
    }

    public boolean isTaken(String name) {
        return LoginName.of(name)
                .flatMap(canonical ->
                        db.find("select 1 from login where name = ?", row -> row.number(1), canonical.text()))
                .isPresent();
    }

    public boolean noStaff() {
        return db.find("select 1 from login where role = 'staff' limit 1", row -> row.number(1))
                .isEmpty();
    }

    public Login login(long id) {
        return db.find("select * from login where id = ?", Login::of, id)
                .orElseThrow(() -> Refused.unknown("login.unknown", id));
    }

    /** Since when nobody comes in with it. */
    public Optional<Instant> disabledAt(long id) {
        return db.find(
                "select disabled_at from login where id = ? and disabled_at is not null",
                row -> row.instant("disabled_at"),
                id);
    }

    /** By name: 50 after the given one. */
    public Part<Listed> after(String search, boolean clients, String name) {
        var plain = LoginName.of(search).map(LoginName::text).orElse("");
        var found = db.list(AFTER, Logins::listed, clients ? CLIENT : STAFF, name, plain, PAGE + 1);
        return Part.of(found, PAGE);
    }

    private static Listed listed(Row row) throws SQLException {
        return new Listed(
                Login.of(row),
                row.textOrNull("account"),
                row.instantOrNull("disabled_at"),
                row.textOrNull("totp_sealed") != null,
                (int) row.number("sessions"));
    }

    /** All sessions end, this one's too (whoever changed it goes on with a fresh one), and all tokens are revoked. */
    public void changePassword(long id, String password, String actor) {
        requireUsable(password);
        var hash = PasswordHash.of(password);
        db.change(session -> {
            session.update("update login set password_hash = ? where id = ?", hash, id);
            Sessions.endAll(session, id);
            session.update(REVOKE_ALL, clock.instant(), id);
        });
        log.event("password.changed", login(id).name(), "", "actor", actor);
    }

    /** From the next request on nothing of this log-in opens anything. The last of staff cannot be disabled. */
    public void disable(long id, String actor) {
        db.change(session -> {
            session.list("select id from login where role = 'staff' order by id for update", row -> row.number("id"));
            if (isLastOfStaff(session, id)) {
                throw Refused.because("login.last");
            }
            session.update(
                    "update login set disabled_at = ? where id = ? and disabled_at is null", clock.instant(), id);
            Sessions.endAll(session, id);
        });
        log.event("login.disabled", login(id).name(), "", "actor", actor);
    }

    public void enable(long id, String actor) {
        db.update("update login set disabled_at = null where id = ?", id);
        log.event("login.enabled", login(id).name(), "", "actor", actor);
    }

    /** Eight characters or more, whatever they are; not more than 200. */
    public static void requireUsable(String password) {
        if (password.length() < SHORTEST_PASSWORD || password.length() > LONGEST_PASSWORD) {
            throw Refused.because("login.password", SHORTEST_PASSWORD, LONGEST_PASSWORD);
        }
    }

    private static boolean isLastOfStaff(Session session, long id) throws SQLException {
        return session.find(
                        "select 1 from login where role = 'staff' and disabled_at is null and id <> ? limit 1",
                        row -> row.number(1),
                        id)
                .isEmpty();
    }
}
