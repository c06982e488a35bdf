package org.vimeter.login;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vimeter.db.Db;
import org.vimeter.db.Row;
import org.vimeter.login.Logins.Login;
import org.vimeter.problem.Refused;

/** Keys of machines for the REST API: of one person, for one purpose, for a time, and shown once. */
public final class Tokens {
    private static final String USE =
            "update api_token set last_used_at = ? where digest = ? and (last_used_at is null or last_used_at < ?)";
    private static final String FIND = """
            select l.*, t.scope from api_token t join login l on l.id = t.login_id
                where t.digest = ? and t.expires_at > ? and t.revoked_at is null and l.disabled_at is null
            """;

    /** Makes a token that leaked recognisable to people and to scanners. */
    public static final String PREFIX = "vimeter_";

    private static final int LONGEST_LABEL = 100;
    private static final int LONGEST_DAYS = 366;
    private static final Duration STEP = Duration.ofMinutes(1);

    private final Db db;
    private final Clock clock;
    private final SecurityLog log;

    public Tokens(Db db, Clock clock, SecurityLog log) {
        this.db = db;
        this.clock = clock;
        this.log = log;
    }

    /** What a token may do. */
    public enum Scope {
        /** Look at whatever its owner may see over REST, change nothing. */
        READ,
        /** Deliver usage, and nothing else. */
        USAGE,
        /** {@code /metrics} and {@code /openapi}. */
        WATCH,
        /** Whatever its owner may do over REST. */
        ALL;

        /** What a person may give away; clients can do nothing over REST but look. */
        public static List<Scope> of(Login login) {
            return login.isStaff() ? List.of(values()) : List.of(READ);
        }
    }

    public record TokenHolder(Login login, Scope scope) {}

    public record Listed(
            long id,
            String label,
            Scope scope,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant revokedAt) {

        public boolean isLive(Instant now) {
            return revokedAt == null && expiresAt.isAfter(now);
        }
    }

    /** The token itself: there is no second look at it. */
    public String create(Login login, String label, Scope scope, int days) {
        var named = label.strip();
        if (named.isEmpty() || named.length() > LONGEST_LABEL) {
            throw Refused.because("token.label", LONGEST_LABEL);
        }
        if (!Scope.of(login).contains(scope)) {
            throw Refused.because("token.scope", scope);
        }
        if (days < 1 || days > LONGEST_DAYS) {
            throw Refused.because("token.days", LONGEST_DAYS);
        }
        var token = PREFIX + Keys.fresh();
        var now = clock.instant();
        db.update(
                "insert into api_token (digest, login_id, label, scope, created_at, expires_at) values (?, ?, ?, ?, ?, ?)",
                Keys.digest(token),
                login.id(),
                named,
                scope.name(),
                now,
                now.plus(Duration.ofDays(days)));
        log.event("token.created", login.name(), "", "label", named, "scope", scope.name());
        return token;
    }

    public Optional<TokenHolder> find(String token) {
        var now = clock.instant();
        var digest = Keys.digest(token);
        return db.transaction(session -> {
            var known = session.find(
                    FIND, row -> new TokenHolder(Login.of(row), row.constant("scope", Scope.class)), digest, now);
            if (known.isPresent()) {
                session.update(USE, now, digest, now.minus(STEP));
            }
            return known;
        });
    }

    /** Newest first; the latest hundred, dead ones too. */
    public List<Listed> of(long loginId) {
        return db.list(
                "select * from api_token where login_id = ? order by id desc limit 100", Tokens::listed, loginId);
    }

    /** Those that still open something. */
    public List<Listed> live(long loginId) {
        return db.list(
                "select * from api_token where login_id = ? and revoked_at is null and expires_at > ? order by id desc limit 100",
                Tokens::listed,
                loginId,
                clock.instant());
    }

    public void revoke(Login owner, long id, String actor) {
        int revoked = db.update(
                "update api_token set revoked_at = ? where id = ? and login_id = ? and revoked_at is null",
                clock.instant(),
                id,
                owner.id());
        if (revoked == 0) {
            throw Refused.unknown("token.unknown", id);
        }
        log.event("token.revoked", owner.name(), "", "actor", actor, "token", String.valueOf(id));
    }

    private static Listed listed(Row row) throws SQLException {
        return new Listed(
                row.number("id"),
                row.text("label"),
                row.constant("scope", Scope.class),
                row.instant("created_at"),
                row.instant("expires_at"),
                row.instantOrNull("last_used_at"),
                row.instantOrNull("revoked_at"));
    }
}
