package org.vimeter.web.kit;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vimeter.problem.Refused;

/** What is one thing, and not a list, is answered with a tag of all that it says; whoever changes it can ask that it still says so. */
@Provider
public class Etags implements ContainerResponseFilter {
    private static final Jsonb JSON = JsonbBuilder.create();
    private static final int BYTES = 16;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        var entity = response.getEntity();
        boolean api = request.getUriInfo().getRequestUri().getPath().startsWith("/api/");
        boolean one = entity instanceof Record && !(entity instanceof PagedAnswer<?>);
        if (api && one && response.getStatus() < 300) {
            response.getHeaders().putSingle("ETag", tag(entity));
        }
    }

    /**
     * Refuses a change of what is not any more as it was seen.
     *
     * @param ifMatch the request's header; without it whatever is there is changed
     */
    public static void require(@Nullable String ifMatch, Object present) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return;
        }
        var tag = tag(present);
        if (Arrays.stream(ifMatch.split(",", -1)).map(String::strip).noneMatch(tag::equals)) {
            throw Refused.of(Refused.Kind.CHANGED, "request.changed");
        }
    }

    private static String canonical(String json) {
        try (var reader = Json.createReader(new StringReader(json))) {
            return canonical(reader.readValue());
        }
    }

    /** The members of a map come in an order that differs from node to node. */
    private static String canonical(JsonValue value) {
        if (value instanceof JsonObject object) {
            return new TreeMap<>(object)
                    .entrySet().stream()
                            .map(member -> member.getKey() + ":" + canonical(member.getValue()))
                            .collect(Collectors.joining(",", "{", "}"));
        }
        return value instanceof JsonArray array
                ? array.stream().map(Etags::canonical).collect(Collectors.joining(",", "[", "]"))
                : value.toString();
    }

    private static String tag(Object entity) {
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest(canonical(JSON.toJson(entity)).getBytes(StandardCharsets.UTF_8));
            var half = Arrays.copyOf(digest, BYTES);
            return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(half) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
