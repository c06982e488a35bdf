package org.vimeter.login;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Codes of six digits that change each half minute (RFC 6238 with HMAC-SHA-1, as every authenticator app speaks it). */
final class Totp {
    static final int SECRET_BYTES = 20;
    private static final int STEP_SECONDS = 30;
    private static final int MODULUS = 1_000_000;

    private Totp() {}

    /** The half minute that the code is of, a clock that is one of them off included; empty for a wrong code. */
    static OptionalLong stepOf(byte[] secret, String code, Instant now) {
        long present = now.getEpochSecond() / STEP_SECONDS;
        return LongStream.rangeClosed(present - 1, present + 1)
                .filter(step -> code(secret, step).equals(code))
                .findFirst();
    }

    static String code(byte[] secret, long step) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xf;
            int figure = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & Integer.MAX_VALUE;
            return String.format("%06d", figure % MODULUS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
