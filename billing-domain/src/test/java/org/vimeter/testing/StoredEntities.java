package org.vimeter.testing;

import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vimeter.db.Db;
import org.vimeter.db.Entities;
import org.vimeter.db.Row;

/** Finds entities by the columns that their fields name, without a container. They cannot be changed here. */
public final class StoredEntities implements Entities {
    private final Db db;

    public StoredEntities(Db db) {
        this.db = db;
    }

    @Override
    public <T> Optional<T> find(Class<T> type, long id) {
        return db.find(
                "select * from " + type.getSimpleName().toLowerCase(Locale.ROOT) + " where id = ?",
                row -> read(type, row),
                id);
    }

    private static <T> T read(Class<T> type, Row row) {
        try {
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            var entity = constructor.newInstance();
            for (var field : Arrays.asList(type.getDeclaredFields())) {
                if (!field.isSynthetic() && !field.isAnnotationPresent(ElementCollection.class)) {
                    field.setAccessible(true);
                    set(entity, field, row);
                }
            }
            return entity;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void set(Object entity, Field field, Row row) throws IllegalAccessException {
        var value = value(field, row);
        if (value != null) {
            field.set(entity, value);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the field says which constant
    private static @Nullable Object value(Field field, Row row) {
        var column = field.getAnnotation(Column.class);
        var name = column == null ? field.getName() : column.name();
        try {
            if (field.getType() == long.class) {
                return row.number(name);
            }
            if (field.getType() == BigDecimal.class) {
                return row.decimal(name);
            }
            if (field.getType().isEnum()) {
                return row.constant(name, (Class) field.getType());
            }
            return field.getType() == String.class ? row.textOrNull(name) : null;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public <T> T store(T entity) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> T keep(T entity) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> List<T> all(Class<T> type) {
        throw new UnsupportedOperationException();
    }
}
