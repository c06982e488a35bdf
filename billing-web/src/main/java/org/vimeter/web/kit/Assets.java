package org.vimeter.web.kit;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Style sheets and scripts, each under a path that holds the hash of its content, so that it can be kept for ever. */
@Singleton
public class Assets {
    private static final int HASH_LENGTH = 16;

    private final Map<String, Asset> byName =
            List.of("tabler.css", "vimeter.css", "theme.js", "preview.js", "vimeter.svg").stream()
                    .map(Assets::load)
                    .collect(Collectors.toMap(Asset::name, Function.identity()));

    /** For templates. */
    public String path(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException("No asset " + name))
                .path();
    }

    Optional<Asset> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    private static Asset load(String name) {
        try (var in = Assets.class.getResourceAsStream("/assets/" + name)) {
            if (in == null) {
                throw new IllegalStateException("The build left out the asset " + name);
            }
            var content = in.readAllBytes();
            return new Asset(name, hash(content), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content))
                    .substring(0, HASH_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
