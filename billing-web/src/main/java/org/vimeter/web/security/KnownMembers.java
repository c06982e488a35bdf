package org.vimeter.web.security;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.vimeter.problem.Faults;

/** A member that a body's class does not have is refused by its name: it was meant to say something, and would not. */
@Provider
public class KnownMembers implements ReaderInterceptor {
    private static final String OURS = "org.vimeter.";

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        if (context.getType().getName().startsWith(OURS)) {
            var body = context.getInputStream().readAllBytes(); // bounded, and JSON: the rules of the API have seen it
            context.setInputStream(new ByteArrayInputStream(body));
            if (body.length > 0) {
                require(body, context.getGenericType());
            }
        }
        return context.proceed();
    }

    static void require(byte[] body, Type type) {
        try (var reader = Json.createReader(new ByteArrayInputStream(body))) {
            var faults = new Faults();
            look(reader.readValue(), type, faults);
            faults.refuseIfAny();
        }
    }

    private static void look(JsonValue value, Type type, Faults faults) {
        if (value instanceof JsonObject object && type instanceof Class<?> body && isOurs(body)) {
            members(object, body, faults);
        } else if (value instanceof JsonObject object && isGeneric(type, Map.class)) {
            object.forEach((name, member) -> look(member, argument(type, 1), faults.in(name)));
        } else if (value instanceof JsonArray array && isGeneric(type, Iterable.class)) {
            for (int i = 0; i < array.size(); i++) {
                look(array.get(i), argument(type, 0), faults.in(String.valueOf(i)));
            }
        }
    }

    private static void members(JsonObject object, Class<?> body, Faults faults) {
        var known = Arrays.stream(body.getFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .collect(Collectors.toMap(Field::getName, Field::getGenericType, (one, other) -> one, TreeMap::new));
        object.forEach((name, value) -> {
            var type = known.get(name);
            if (type == null) {
                faults.add(name, "request.member", name, String.join(", ", known.keySet()));
            } else {
                look(value, type, faults.in(name));
            }
        });
    }

    private static boolean isOurs(Class<?> type) {
        return type.getName().startsWith(OURS) && !type.isEnum() && !type.isRecord();
    }

    private static boolean isGeneric(Type type, Class<?> of) {
        return type instanceof ParameterizedType generic
                && generic.getRawType() instanceof Class<?> raw
                && of.isAssignableFrom(raw);
    }

    private static Type argument(Type type, int index) {
        return ((ParameterizedType) type).getActualTypeArguments()[index];
    }
}
