package org.vimeter.web.kit;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A strong entity tag: a digest of all that a JSON document says, whatever the order of its members. */
final class Tag {
    private static final int BYTES = 16;

    private Tag() {}

    static String of(String json) {
        try (var reader = Json.createReader(new StringReader(json))) {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest(canonical(reader.readValue()).getBytes(StandardCharsets.UTF_8));
            var half = Arrays.copyOf(digest, BYTES);
            return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(half) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a header {@code If-Match} names it, or a star. */
    static boolean isNamed(String ifMatch, String tag) {
        return Arrays.stream(ifMatch.split(",", -1))
                .map(String::strip)
                .anyMatch(one -> one.equals("*") || one.equals(tag));
    }

    /** The members of a map come in an order that differs from node to node. */
    private static String canonical(JsonValue value) {
        if (value instanceof JsonObject object) {
            return new TreeMap<>(object)
                    .entrySet().stream()
                            .map(member -> Json.createValue(member.getKey()) + ":" + canonical(member.getValue()))
                            .collect(Collectors.joining(",", "{", "}"));
        }
        return value instanceof JsonArray array
                ? array.stream().map(Tag::canonical).collect(Collectors.joining(",", "[", "]"))
                : value.toString();
    }
}
