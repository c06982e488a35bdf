package org.vimeter.web.kit;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vimeter.input.Figure;
import org.vimeter.input.Texts;
import org.vimeter.problem.Faults;
import org.vimeter.problem.Refused;

/**
 * Reads what a request says into the public fields of a class: a body of REST and a form alike, so that both take the same and
 * refuse the same, each mistake at its field. A member that the class does not have is refused by its name: it was meant to say
 * something, and would not.
 */
final class Bodies {
    private final boolean strict;
    private final Locale language;

    private Bodies(boolean strict, Locale language) {
        this.strict = strict;
        this.language = language;
    }

    /** A body of REST: figures have a point for decimals. */
    static <T> T ofJson(JsonValue value, Class<T> type) {
        return new Bodies(true, Locale.ENGLISH).read(value, type);
    }

    /** A form: its page may have fields of its own, and figures are written as in the page's language. */
    static <T> T ofForm(JsonValue value, Class<T> type, Locale language) {
        return new Bodies(false, language).read(value, type);
    }

    private <T> T read(JsonValue value, Class<T> type) {
        var faults = new Faults();
        var body = value instanceof JsonObject object ? body(object, type, faults) : null;
        if (body == null) {
            throw Refused.of(Refused.Kind.MALFORMED, "request.object");
        }
        faults.refuseIfAny();
        return type.cast(body);
    }

    private @Nullable Object value(JsonValue value, Type type, boolean figure, String field, Faults faults) {
        try {
            if (type instanceof ParameterizedType generic) {
                return many(value, generic, figure, faults.in(field));
            }
            if (isBody((Class<?>) type)) {
                return body(value.asJsonObject(), (Class<?>) type, faults.in(field));
            }
            return scalar(text(value), (Class<?>) type, figure);
        } catch (Refused e) {
            faults.add(field, e.problem());
        } catch (ClassCastException e) {
            faults.add(field, "request.shape");
        }
        return null;
    }

    private Object many(JsonValue value, ParameterizedType type, boolean figure, Faults faults) {
        return type.getRawType() == List.class
                ? list(value.asJsonArray(), type, figure, faults)
                : map(value.asJsonObject(), type, figure, faults);
    }

    private static Map<String, Field> fields(Class<?> type) {
        return Arrays.stream(type.getFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .collect(Collectors.toMap(Field::getName, field -> field, (one, other) -> one, TreeMap::new));
    }

    private Object body(JsonObject object, Class<?> type, Faults faults) {
        var known = fields(type);
        var body = made(type);
        object.forEach((name, value) -> {
            var field = known.get(name);
            if (field != null) {
                boolean figure = field.isAnnotationPresent(Figure.class);
                set(body, field, member(value, field.getGenericType(), figure, name, faults));
            } else if (strict && !faults.isFull()) {
                faults.add(name, "request.member", name, String.join(", ", known.keySet()));
            }
        });
        return body;
    }

    private List<@Nullable Object> list(JsonArray array, ParameterizedType type, boolean figure, Faults faults) {
        var list = new ArrayList<@Nullable Object>();
        for (int i = 0; i < array.size(); i++) {
            list.add(member(array.get(i), type.getActualTypeArguments()[0], figure, String.valueOf(i), faults));
        }
        return list;
    }

    private Map<String, @Nullable Object> map(
            JsonObject object, ParameterizedType type, boolean figure, Faults faults) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        object.forEach(
                (name, value) -> map.put(name, member(value, type.getActualTypeArguments()[1], figure, name, faults)));
        return map;
    }

    private @Nullable Object member(JsonValue value, Type type, boolean figure, String name, Faults faults) {
        return value == JsonValue.NULL || faults.isFull() ? null : value(value, type, figure, name, faults);
    }

    private Object scalar(String text, Class<?> type, boolean figure) {
        if (type == String.class) {
            return figure ? Format.pointed(text, language) : text;
        }
        if (type == boolean.class || type == Boolean.class) {
            return Texts.flag(text);
        }
        long whole = Texts.whole(text);
        return type == int.class ? (Object) small(whole) : (Object) whole;
    }

    private static int small(long whole) {
        if (whole != (int) whole) {
            throw Refused.because("request.whole", whole);
        }
        return (int) whole;
    }

    private static String text(JsonValue value) {
        return switch (value.getValueType()) {
            case STRING -> ((JsonString) value).getString();
            case NUMBER, TRUE, FALSE -> value.toString();
            default -> throw Refused.because("request.shape");
        };
    }

    static boolean isBody(Class<?> type) {
        return !type.isPrimitive() && type.getName().startsWith("org.vimeter.");
    }

    private static Object made(Class<?> type) {
        try {
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Nothing can be read into " + type, e);
        }
    }

    /** A number or flag that is not there stays as the class has it. */
    private static void set(Object body, Field field, @Nullable Object value) {
        try {
            if (value != null || !field.getType().isPrimitive()) {
                field.setAccessible(true);
                field.set(body, value);
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("Nothing can be read into " + field, e);
        }
    }
}
