package org.vimeter.login;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.vimeter.db.Db;
import org.vimeter.login.Logins.Login;
import org.vimeter.problem.Refused;
import org.vimeter.secret.PasswordHash;

/** Checks who somebody says he is. */
public final class SignIn {
    private static final int REMEMBERED = 1000;
    private static final Duration MEMORY = Duration.ofMinutes(5);
    private static final int LONGEST_PASSWORD = 1000;

    /** Compared with when the name is unknown, so that the answer takes as long as for a known one. */
    private static final String NOBODY = PasswordHash.of("nobody has this password");

    private static final int MOST_AT_ONCE = 2;

    private final AtOnce hashing = new AtOnce(MOST_AT_ONCE);
    private final Db db;
    private final Clock clock;
    private final Attempts attempts;
    private final SecondFactors factors;
    private final SecurityLog log;
    private final Recent<Instant> remembered = new Recent<>(REMEMBERED);
    private final String salt = Keys.fresh();

    public SignIn(Db db, Clock clock, Attempts attempts, SecondFactors factors, SecurityLog log) {
        this.db = db;
        this.clock = clock;
        this.attempts = attempts;
        this.factors = factors;
        this.log = log;
    }

    /** What came of it. */
    public sealed interface Result {
        /** Let him in; with a second factor only as far as its question. */
        record Right(Login login, boolean secondFactor) implements Result {}

        /** The name, the password or the code: which, is not said. */
        record Wrong() implements Result {}

        /** Nothing was looked at: too many failures came before. */
        record Wait(Duration left) implements Result {}
    }

    private record StoredLogin(Login login, String hash, boolean secondFactor) {}

    /** Throws {@link Refused} when too many passwords are being hashed at this moment; the try does not count then. */
    public Result password(String typedName, String password, String address) {
        var name = LoginName.of(typedName);
        if (name.isEmpty() || password.length() > LONGEST_PASSWORD) {
            return new Result.Wrong();
        }
        return tried(name.get().text(), address, () -> oneOfFew(address, () -> entered(name.get(), password)));
    }

    private Optional<Result.Right> entered(LoginName name, String password) {
        var known = known(name);
        boolean right =
                PasswordHash.matches(password, known.map(StoredLogin::hash).orElse(NOBODY));
        return right ? known.map(one -> entered(one, password)) : Optional.empty();
    }

    /** No address fills the queue for hashing, not with right passwords either. */
    private Optional<Result.Right> oneOfFew(String address, Check check) {
        if (!hashing.begin(address)) {
            throw Refused.of(Refused.Kind.BUSY, "login.busy");
        }
        try {
            return check.look();
        } finally {
            hashing.end(address);
        }
    }

    /** For whom the password was right; the code of the app or one from the paper. */
    public Result code(Login login, String code, String address) {
        var what = "code/" + login.id();
        // Who comes so far knows the password: he is braked wherever he comes from, and locks nobody else out.
        var wait = attempts.take(what);
        if (!wait.isZero()) {
            log.event("login.braked", what, address);
            return new Result.Wait(wait);
        }
        var right = new Result.Right(login, false);
        var result = tried(what, address, () -> factors.accepts(login, code) ? Optional.of(right) : Optional.empty());
        if (result instanceof Result.Right) {
            attempts.succeeded(what);
        }
        return result;
    }

    /**
     * A name and password that come with each request. What was right five minutes ago is not hashed again, as long as it is
     * still that log-in's password. Whoever has a second factor cannot come in this way.
     */
    public Result repeated(String typedName, String password, String address) {
        var name = LoginName.of(typedName);
        var known = name.flatMap(this::known).filter(one -> !one.secondFactor());
        var proof = known.map(one -> Keys.digest(salt + "\0" + one.hash() + "\0" + password));
        if (known.isPresent() && isRemembered(proof.orElseThrow())) {
            return new Result.Right(known.get().login(), false);
        }
        var result = password(typedName, password, address);
        return result instanceof Result.Right right ? remembered(right, proof, address) : result;
    }

    private Result remembered(Result.Right right, Optional<String> proof, String address) {
        if (right.secondFactor()) {
            return new Result.Wrong();
        }
        proof.ifPresent(this::remember);
        log.event("login.succeeded", right.login().name(), address, "by", "basic");
        return right;
    }

    private interface Check {
        Optional<Result.Right> look();
    }

    private Result tried(String who, String address, Check check) {
        var wait = attempts.take(who, address);
        if (!wait.isZero()) {
            log.event("login.braked", who, address);
            return new Result.Wait(wait);
        }
        var right = looked(who, address, check);
        if (right.isEmpty()) {
            log.event("login.failed", who, address);
            return new Result.Wrong();
        }
        attempts.succeeded(who, address);
        return right.get();
    }

    private Optional<Result.Right> looked(String who, String address, Check check) {
        try {
            return check.look();
        } catch (Refused busy) {
            attempts.notLookedAt(who, address);
            throw busy;
        }
    }

    private Result.Right entered(StoredLogin known, String password) {
        if (!PasswordHash.isCurrent(known.hash())) {
            db.update(
                    "update login set password_hash = ? where id = ? and password_hash = ?",
                    PasswordHash.of(password),
                    known.login().id(),
                    known.hash());
        }
        return new Result.Right(known.login(), known.secondFactor());
    }

    private Optional<StoredLogin> known(LoginName name) {
        return db.find(
                "select * from login where name = ? and disabled_at is null",
                row -> new StoredLogin(Login.of(row), row.text("password_hash"), row.textOrNull("totp_sealed") != null),
                name.text());
    }

    private synchronized boolean isRemembered(String proof) {
        return remembered
                .of(proof)
                .filter(until -> until.isAfter(clock.instant()))
                .isPresent();
    }

    private synchronized void remember(String proof) {
        remembered.say(proof, clock.instant().plus(MEMORY));
    }
}
