package org.vimeter.db;

import java.util.List;
import java.util.Optional;

/** What people edit as objects. Each method is one transaction of its own; none may be open around it. */
public interface Entities {
    <T> T store(T entity);

    /** A new one, or the changed state of one that was found before; refused when somebody changed it meanwhile. */
    <T> T keep(T entity);

    <T> Optional<T> find(Class<T> type, long id);

    /** By name. The type is one of our entities, each of which has one. */
    <T> List<T> all(Class<T> type);
}
