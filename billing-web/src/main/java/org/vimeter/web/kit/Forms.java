package org.vimeter.web.kit;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.vimeter.problem.Refused;

/**
 * Reads a form into the class that the REST API reads from JSON, so that both take the same. {@code prices.0.amount} is a
 * field of the first of several prices; a name that ends with {@code []} is a list, whatever it holds.
 */
public final class Forms {
    private static final int UNPROCESSABLE = 422;
    private static final String LIST = "[]";
    private static final int DEEPEST = 10;

    private Forms() {}

    static <T> T read(MultivaluedMap<String, String> form, Locale language, Class<T> type) {
        var root = new TreeMap<String, Object>();
        form.forEach((name, values) -> {
            if (name.endsWith(LIST)) {
                root.put(name.substring(0, name.length() - LIST.length()), values);
            } else if (!name.startsWith("_")
                    && name.chars().filter(one -> one == '.').count() < DEEPEST) {
                put(root, name, values.get(0));
            }
        });
        return Bodies.ofForm(object(root), type, language);
    }

    /** The form again, with what is wrong at its fields. */
    public static Response again(View view, Refused refused) {
        view.model().putIfAbsent("faults", FieldFaults.of(refused));
        return Response.status(UNPROCESSABLE).entity(view).build();
    }

    @SuppressWarnings("unchecked") // every inner map was put here by this method
    private static void put(Map<String, Object> part, String name, String value) {
        int dot = name.indexOf('.');
        if (dot < 0) {
            part.put(name, value);
        } else {
            var inner = part.computeIfAbsent(name.substring(0, dot), key -> new TreeMap<String, Object>());
            if (inner instanceof Map) {
                put((Map<String, Object>) inner, name.substring(dot + 1), value);
            }
        }
    }

    private static JsonValue json(Object value) {
        if (value instanceof Map<?, ?> map) {
            return isList(map) ? array(map) : object(map);
        }
        if (value instanceof List<?> list) {
            var array = Json.createArrayBuilder();
            list.forEach(one -> array.add(String.valueOf(one)));
            return array.build();
        }
        return Json.createValue(String.valueOf(value));
    }

    private static boolean isList(Map<?, ?> map) {
        return map.keySet().stream().allMatch(key -> key instanceof String name && name.matches("\\d{1,5}"))
                && !map.isEmpty();
    }

    private static JsonValue array(Map<?, ?> map) {
        var array = Json.createArrayBuilder();
        map.entrySet().stream()
                .sorted((one, other) -> Integer.valueOf(String.valueOf(one.getKey()))
                        .compareTo(Integer.valueOf(String.valueOf(other.getKey()))))
                .forEach(entry -> array.add(json(entry.getValue())));
        return array.build();
    }

    private static JsonValue object(Map<?, ?> map) {
        var object = Json.createObjectBuilder();
        map.forEach((name, value) -> object.add(String.valueOf(name), json(value)));
        return object.build();
    }
}
