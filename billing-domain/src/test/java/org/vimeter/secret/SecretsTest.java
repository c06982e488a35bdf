package org.vimeter.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class SecretsTest {
    private static final Holder SERVER = Holder.server("https://vm.example:1500/vmmgr");
    private static final byte[] OLD = key(1);
    private static final byte[] NEW = key(2);

    private static byte[] key(int filling) {
        var key = new byte[Secrets.KEY_BYTES];
        Arrays.fill(key, (byte) filling);
        return key;
    }

    @Test
    void whatIsSealedIsOpenedAgainByItsHolderAlone() {
        var secrets = new Secrets(List.of(OLD));
        var sealed = secrets.seal("пароль", SERVER);
        assertThat(sealed).doesNotContain("пароль").isNotEqualTo(secrets.seal("пароль", SERVER));
        assertThat(secrets.open(sealed, SERVER)).isEqualTo("пароль");
        for (var other : List.of(Holder.server("https://evil.example/"), Holder.order("k"), Holder.secondFactor(1))) {
            assertThatThrownBy(() -> secrets.open(sealed, other))
                    .hasMessageContaining(other.text())
                    .hasMessageNotContaining("пароль");
        }
    }

    @Test
    void aChangedTextOrKeyOpensNothing() {
        var sealed = new Secrets(List.of(OLD)).seal("p", SERVER);
        assertThatThrownBy(() -> new Secrets(List.of(NEW)).open(sealed, SERVER))
                .hasMessageContaining("VIMETER_SECRET_KEY");
        var changed = sealed.substring(0, sealed.length() - 6) + "AAAA==";
        assertThatThrownBy(() -> new Secrets(List.of(OLD)).open(changed, SERVER))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new Secrets(List.of(new byte[16]))).hasMessageContaining("32 bytes");
        assertThatThrownBy(() -> new Secrets(List.of())).hasMessageContaining("no secret key");
    }

    @Test
    void aNewKeyInFrontSealsAndTheOldOneStillOpens() {
        var before = new Secrets(List.of(OLD)).seal("p", SERVER);
        var both = new Secrets(List.of(NEW, OLD));
        assertThat(both.open(before, SERVER)).isEqualTo("p");
        assertThat(before).doesNotStartWith(both.currentForm());
        var after = both.seal("p", SERVER);
        assertThat(after).startsWith(both.currentForm());
        assertThat(new Secrets(List.of(NEW)).open(after, SERVER)).isEqualTo("p");
    }

    @Test
    void theFirstFormWithoutKeyAndHolderIsOpenedForNobody() throws Exception {
        var nonce = new byte[12];
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(OLD, "AES"), new GCMParameterSpec(128, nonce));
        var bytes = cipher.doFinal("old".getBytes(StandardCharsets.UTF_8));
        var sealed = Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(12 + bytes.length)
                        .put(nonce)
                        .put(bytes)
                        .array());
        var secrets = new Secrets(List.of(NEW, OLD));
        assertThatThrownBy(() -> secrets.open(sealed, SERVER)).isInstanceOf(IllegalStateException.class);
        assertThat(secrets.openUnbound(sealed)).as("to be bound at once").isEqualTo("old");
    }

    @Test
    void passwordsAreHashedWithSalt() {
        var hash = PasswordHash.of("correct horse");
        assertThat(hash).startsWith("210000$").isNotEqualTo(PasswordHash.of("correct horse"));
        assertThat(PasswordHash.matches("correct horse", hash)).isTrue();
        assertThat(PasswordHash.matches("battery staple", hash)).isFalse();
    }
}
