package org.vimeter.secret;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.vimeter.problem.Refused;

/**
 * PBKDF2 with SHA-512, 210 000 rounds (OWASP ASVS 5.0, appendix C). A hash costs a third of a second of a processor, so at
 * most half of the processors hash at once; who cannot have one within seconds is told to come again.
 */
public final class PasswordHash {
    private static final int ROUNDS = 210_000;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;
    private static final int LONGEST_WAIT_SECONDS = 10;
    private static final Semaphore PLACES =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

    private PasswordHash() {}

    public static String of(String password) {
        var salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        var encoder = Base64.getEncoder();
        return ROUNDS + "$" + encoder.encodeToString(salt) + "$"
                + encoder.encodeToString(derive(password, salt, ROUNDS));
    }

    public static boolean matches(String password, String hash) {
        var parts = hash.split("\\$", -1);
        var decoder = Base64.getDecoder();
        var derived = derive(password, decoder.decode(parts[1]), Integer.parseInt(parts[0]));
        return MessageDigest.isEqual(derived, decoder.decode(parts[2]));
    }

    /** Whether {@link #of} would hash it the same way today. */
    public static boolean isCurrent(String hash) {
        return hash.startsWith(ROUNDS + "$");
    }

    private static byte[] derive(String password, byte[] salt, int rounds) {
        try {
            if (!PLACES.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw Refused.of(Refused.Kind.BUSY, "login.busy");
            }
            try {
                var spec = new PBEKeySpec(password.toCharArray(), salt, rounds, HASH_BITS);
                return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                        .generateSecret(spec)
                        .getEncoded();
            } finally {
                PLACES.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refused.of(Refused.Kind.BUSY, "login.busy");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
