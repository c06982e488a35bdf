package org.vimeter.app;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.vimeter.file.PrivateFile;
import org.vimeter.secret.Secrets;

/** The keys that secrets are sealed with. */
final class SealingKeys {
    private SealingKeys() {}

    /** The configured ones; or one of our own that stays in a file of the data folder. */
    static List<byte[]> of(Configuration configuration) {
        var keys = configuration.sealing().isEmpty() ? List.of(file(configuration)) : configuration.sealing();
        return keys.stream().map(key -> Base64.getDecoder().decode(key)).toList();
    }

    private static String file(Configuration configuration) {
        return PrivateFile.readOrCreate(configuration.data().resolve("secret.key"), () -> {
                    var key = new byte[Secrets.KEY_BYTES];
                    new SecureRandom().nextBytes(key);
                    return Base64.getEncoder().encodeToString(key);
                })
                .strip();
    }
}
