package org.vimeter.web.security;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.vimeter.account.Logins;
import org.vimeter.account.Logins.Login;

/**
 * Checks passwords, slower for a name and address that keep failing; never locks a name for everybody. Remembers a correct
 * API password for five minutes as a keyed digest, because PBKDF2 would cost a third of a second per request.
 */
@Singleton
public class PasswordCheck {
    private static final int FREE_FAILURES = 5;
    private static final int REMEMBERED = 1000;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final Duration MEMORY = Duration.ofMinutes(5);

    private final Logins logins;
    private final Clock clock;
    private final byte[] key = new byte[32];
    private final Map<String, Failures> failures = new ConcurrentHashMap<>();
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Failures(int count, Instant last) {}

    private record Known(Login login, Instant until) {}

    @Inject
    public PasswordCheck(Logins logins, Clock clock) {
        this.logins = logins;
        this.clock = clock;
        new SecureRandom().nextBytes(key);
    }

    /** How long this name and address must wait before the next try; zero if not. */
    public Duration wait(String name, String address) {
        var failed = failures.get(name + " " + address);
        if (failed == null || failed.count() < FREE_FAILURES) {
            return Duration.ZERO;
        }
        var pause = Duration.ofSeconds(1L << Math.min(failed.count() - FREE_FAILURES, 9));
        var until = failed.last().plus(pause.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : pause);
        var left = Duration.between(clock.instant(), until);
        return left.isNegative() ? Duration.ZERO : left;
    }

    public Optional<Login> check(String name, String password, String address) {
        if (!wait(name, address).isZero()) {
            return Optional.empty();
        }
        var login = logins.verify(name, password);
        var attempt = name + " " + address;
        if (login.isPresent()) {
            failures.remove(attempt);
        } else {
            forget(failures);
            failures.merge(
                    attempt, new Failures(1, clock.instant()), (old, one) -> new Failures(old.count() + 1, one.last()));
        }
        return login;
    }

    Optional<Login> remembered(String name, String password, String address) {
        var digest = digest(name, password);
        var found = known.get(digest);
        if (found != null && found.until().isAfter(clock.instant())) {
            return Optional.of(found.login());
        }
        var login = check(name, password, address);
        login.ifPresent(one -> {
            forget(known);
            known.put(digest, new Known(one, clock.instant().plus(MEMORY)));
        });
        return login;
    }

    private static void forget(Map<?, ?> memory) {
        if (memory.size() > REMEMBERED) {
            memory.clear();
        }
    }

    private String digest(String name, String password) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            sha.update(key);
            sha.update(name.getBytes(StandardCharsets.UTF_8));
            sha.update((byte) 0);
            return HexFormat.of().formatHex(sha.digest(password.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
