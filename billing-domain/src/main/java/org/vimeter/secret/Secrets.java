package org.vimeter.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals with AES-256-GCM under a fresh nonce. A sealed text names its key, {@code 2.<key id>.<Base64>}, and opens in its own
 * {@link Holder} alone; opening what was changed, moved, or sealed with a key that is not here fails. The first key seals, all
 * open: so keys are rotated by putting a new one in front.
 */
public final class Secrets {
    public static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int ID_LENGTH = 8;
    private static final String FORM = "2.";
    private static final byte[] NO_HOLDER = {};

    private final Map<String, SecretKeySpec> keys = new LinkedHashMap<>();
    private final String first;
    private final SecureRandom random = new SecureRandom();

    /** @param keys of 32 bytes each; the first one seals */
    public Secrets(List<byte[]> keys) {
        for (var key : keys) {
            if (key.length != KEY_BYTES) {
                throw new IllegalArgumentException("A secret key must be 32 bytes, not " + key.length);
            }
            this.keys.put(id(key), new SecretKeySpec(key, "AES"));
        }
        first = this.keys.keySet().stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no secret key"));
    }

    public String seal(String plain, Holder holder) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, first, nonce, bytes(holder))
                    .doFinal(plain.getBytes(StandardCharsets.UTF_8));
            return currentForm() + Base64.getEncoder().encodeToString(joined(nonce, sealed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] joined(byte[] nonce, byte[] sealed) {
        return ByteBuffer.allocate(nonce.length + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
    }

    public String open(String sealed, Holder holder) {
        if (!isBound(sealed)) {
            throw new IllegalStateException(
                    "The secret of " + holder.text()
                            + " is of a form that could belong to anybody, and is not opened; docs/configuration.md says how to bind it");
        }
        var parts = sealed.split("\\.", 3);
        return opened(parts[1], parts[2], bytes(holder))
                .orElseThrow(() -> new IllegalStateException("The secret of " + holder.text() + " (key " + parts[1]
                        + ") cannot be read: was VIMETER_SECRET_KEY changed, or the value moved?"));
    }

    /** Whether it names its key and its holder. */
    public static boolean isBound(String sealed) {
        return sealed.startsWith(FORM);
    }

    /** What begins all that the first key seals. */
    public String currentForm() {
        return FORM + first + ".";
    }

    public String open(Sealed sealed) {
        return open(sealed.text(), sealed.holder());
    }

    /** As it was before a sealed text named its key and its holder: only for whoever binds it at once. */
    public String openUnbound(String sealed) {
        return keys.keySet().stream()
                .flatMap(id -> opened(id, sealed, NO_HOLDER).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "A stored secret cannot be read with this key: was VIMETER_SECRET_KEY changed?"));
    }

    private Optional<String> opened(String id, String text, byte[] holder) {
        if (!keys.containsKey(id)) {
            return Optional.empty();
        }
        try {
            return Optional.of(opened(id, ByteBuffer.wrap(Base64.getDecoder().decode(text)), holder));
        } catch (GeneralSecurityException | RuntimeException e) {
            return Optional.empty(); // another key's, another holder's or a broken text: the caller says which one
        }
    }

    private String opened(String id, ByteBuffer bytes, byte[] holder) throws GeneralSecurityException {
        var nonce = new byte[NONCE_BYTES];
        bytes.get(nonce);
        var rest = new byte[bytes.remaining()];
        bytes.get(rest);
        return new String(cipher(Cipher.DECRYPT_MODE, id, nonce, holder).doFinal(rest), StandardCharsets.UTF_8);
    }

    private Cipher cipher(int mode, String id, byte[] nonce, byte[] holder) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, keys.get(id), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(holder);
        return cipher;
    }

    private static byte[] bytes(Holder holder) {
        return holder.text().getBytes(StandardCharsets.UTF_8);
    }

    /** The beginning of the key's digest: it tells keys apart and says nothing about them. */
    private static String id(byte[] key) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key))
                    .substring(0, ID_LENGTH);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
