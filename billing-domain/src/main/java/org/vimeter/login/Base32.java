package org.vimeter.login;

import java.math.BigInteger;

/** The letters of RFC 4648 that authenticator apps expect; only lengths that need no padding. */
final class Base32 {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;
    private static final int GROUP_BYTES = 5;

    private Base32() {}

    /** @param bytes five, or a multiple of it */
    static String of(byte[] bytes) {
        if (bytes.length % GROUP_BYTES != 0) {
            throw new IllegalArgumentException("Not a multiple of five bytes: " + bytes.length);
        }
        var number = new BigInteger(1, bytes);
        int length = bytes.length * Byte.SIZE / BITS;
        var text = new StringBuilder(length);
        for (int i = length - 1; i >= 0; i--) {
            text.append(LETTERS.charAt(number.shiftRight(i * BITS).intValue() & (LETTERS.length() - 1)));
        }
        return text.toString();
    }

    static byte[] bytes(String text) {
        var number = BigInteger.ZERO;
        for (int i = 0; i < text.length(); i++) {
            number = number.shiftLeft(BITS).add(BigInteger.valueOf(LETTERS.indexOf(text.charAt(i))));
        }
        var bytes = new byte[text.length() * BITS / Byte.SIZE];
        var all = number.toByteArray();
        int length = Math.min(all.length, bytes.length);
        System.arraycopy(all, all.length - length, bytes, bytes.length - length, length);
        return bytes;
    }
}
