package org.vimeter.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SecretsTest {
    private final Secrets secrets = new Secrets(new byte[Secrets.KEY_BYTES]);

    @Test
    void opensWhatItSealedAndNothingElse() {
        var sealed = secrets.seal("пароль");
        assertThat(sealed).doesNotContain("пароль").isNotEqualTo(secrets.seal("пароль"));
        assertThat(secrets.open(sealed)).isEqualTo("пароль");
        var otherKey = new byte[Secrets.KEY_BYTES];
        otherKey[0] = 1;
        assertThatThrownBy(() -> new Secrets(otherKey).open(sealed)).hasMessageContaining("VIMETER_SECRET_KEY");
    }

    @Test
    void passwordsAreHashedWithSalt() {
        var hash = PasswordHash.of("correct horse");
        assertThat(hash).startsWith("210000$").isNotEqualTo(PasswordHash.of("correct horse"));
        assertThat(PasswordHash.matches("correct horse", hash)).isTrue();
        assertThat(PasswordHash.matches("battery staple", hash)).isFalse();
    }
}
