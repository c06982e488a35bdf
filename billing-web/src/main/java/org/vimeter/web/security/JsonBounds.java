package org.vimeter.web.security;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.vimeter.problem.Refused;

/**
 * Looks at a body before any reader makes objects of it. A number such as 1E999999999 is twelve characters and, written out,
 * a gigabyte; a name that stands twice is read one way here and another way elsewhere.
 */
final class JsonBounds {
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,30}(\\.\\d{1,30})?([eE][+-]?\\d{1,2})?");
    private static final int DEEPEST = 50;

    private JsonBounds() {}

    static void require(byte[] body) {
        if (body.length == 0) {
            return;
        }
        try (var parser = Json.createParser(new StringReader(text(body)))) {
            var names = new ArrayDeque<Set<String>>();
            while (parser.hasNext()) {
                look(parser, parser.next(), names);
            }
        } catch (CharacterCodingException | JsonException | IllegalStateException e) {
            throw Refused.of(Refused.Kind.MALFORMED, "request.json-broken", String.valueOf(e.getMessage()));
        }
    }

    private static void look(JsonParser parser, JsonParser.Event event, Deque<Set<String>> names) {
        switch (event) {
            case START_OBJECT, START_ARRAY -> {
                names.push(new HashSet<>());
                if (names.size() > DEEPEST) {
                    throw Refused.of(Refused.Kind.MALFORMED, "request.json-deep", DEEPEST);
                }
            }
            case END_OBJECT, END_ARRAY -> names.pop();
            case KEY_NAME -> {
                if (!names.element().add(parser.getString())) {
                    throw Refused.of(Refused.Kind.MALFORMED, "request.json-twice", parser.getString());
                }
            }
            case VALUE_NUMBER -> {
                if (!NUMBER.matcher(parser.getString()).matches()) {
                    throw Refused.of(Refused.Kind.MALFORMED, "request.json-number", parser.getString());
                }
            }
            default -> {}
        }
    }

    private static String text(byte[] body) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    }
}
