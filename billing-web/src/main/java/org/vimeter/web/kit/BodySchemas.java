package org.vimeter.web.kit;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jspecify.annotations.Nullable;

/** The schemas of JSON bodies, from the records and classes that are written as them. What a body may lack can be null. */
final class BodySchemas {
    private static final Map<Class<?>, SchemaType> SIMPLE = Map.of(
            long.class, SchemaType.INTEGER,
            Long.class, SchemaType.INTEGER,
            int.class, SchemaType.INTEGER,
            Integer.class, SchemaType.INTEGER,
            boolean.class, SchemaType.BOOLEAN,
            Boolean.class, SchemaType.BOOLEAN);

    /** By the simple names of their types. */
    private final Map<String, Schema> named = new TreeMap<>();

    /** One member of a body, a component of a record or a field of a class. */
    private record Member(String name, Type type, boolean optional) {
        static Member of(RecordComponent part) {
            return new Member(part.getName(), part.getGenericType(), isNullable(part, part.getAnnotatedType()));
        }

        static Member of(Field field) {
            return new Member(field.getName(), field.getGenericType(), true);
        }

        private static boolean isNullable(AnnotatedElement... places) {
            return Stream.of(places).anyMatch(place -> place.isAnnotationPresent(Nullable.class));
        }
    }

    Map<String, Schema> named() {
        return named;
    }

    Schema of(Type type) {
        if (type instanceof ParameterizedType generic) {
            var given = generic.getActualTypeArguments();
            return generic((Class<?>) generic.getRawType(), of(given[given.length - 1]));
        }
        var plain = (Class<?>) type;
        var simple = SIMPLE.get(plain);
        if (simple != null) {
            return schema(simple);
        }
        return plain.getName().startsWith("org.vimeter.") ? ours(plain) : schema(SchemaType.STRING);
    }

    private static Schema generic(Class<?> type, Schema part) {
        if (type == PagedAnswer.class) {
            return schema(SchemaType.OBJECT)
                    .addProperty("total", schema(SchemaType.INTEGER).description("Absent where they are not counted"))
                    .addProperty(
                            "next", schema(SchemaType.STRING).description("The “after” of the next; empty at the end"))
                    .addProperty("rows", schema(SchemaType.ARRAY).items(part))
                    .required(List.of("next", "rows"));
        }
        return Collection.class.isAssignableFrom(type)
                ? schema(SchemaType.ARRAY).items(part)
                : schema(SchemaType.OBJECT).additionalPropertiesSchema(part);
    }

    private Schema ours(Class<?> type) {
        if (type.isEnum()) {
            return schema(SchemaType.STRING).enumeration(List.of((Object[]) names(type)));
        }
        var name = type.getSimpleName();
        if (!named.containsKey(name)) {
            var schema = schema(SchemaType.OBJECT);
            named.put(name, schema);
            members(type).forEach(member -> schema.addProperty(member.name(), of(member.type())));
            var always = members(type)
                    .filter(member -> !member.optional())
                    .map(Member::name)
                    .toList();
            schema.setRequired(always.isEmpty() ? null : always);
        }
        return OASFactory.createSchema().ref(name);
    }

    private static String[] names(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(one -> ((Enum<?>) one).name())
                .toArray(String[]::new);
    }

    private static Stream<Member> members(Class<?> type) {
        return type.isRecord()
                ? Arrays.stream(type.getRecordComponents()).map(Member::of)
                : Arrays.stream(type.getFields())
                        .filter(field -> !Modifier.isStatic(field.getModifiers()))
                        .map(Member::of);
    }

    private static Schema schema(SchemaType type) {
        return OASFactory.createSchema().type(type);
    }
}
