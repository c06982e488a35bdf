package org.vimeter.login;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Random texts that open something, and the digests under which they are stored. */
public final class Keys {
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Keys() {}

    /** 256 random bits, as text for a cookie or a header. */
    public static String fresh() {
        return text(random(BYTES));
    }

    /** SHA-256: enough for what has 256 random bits, and nothing to guess. */
    public static String digest(String key) {
        try {
            return text(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] random(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
