package org.vimeter.web.kit;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.vimeter.db.Paged;
import org.vimeter.db.Part;

/**
 * Some rows of a list. {@link NextLink} says where the next ones are.
 *
 * @param total how many there are in all; null where they are not counted
 * @param next the {@code after} of the next ones; empty when there are none
 */
public record PagedAnswer<T>(@Nullable Long total, String next, List<T> rows) {
    public static <T> PagedAnswer<T> of(Paged<T> paged) {
        return new PagedAnswer<>(paged.total(), paged.next(), paged.rows());
    }

    /** @param key the number that the list is sorted by */
    public static <S, T> PagedAnswer<T> of(Part<S> part, ToLongFunction<S> key, Function<S, T> answer) {
        var next = part.more() ? String.valueOf(key.applyAsLong(part.last())) : "";
        return new PagedAnswer<>(null, next, part.rows().stream().map(answer).toList());
    }

    /** A list that is never long. */
    public static <T> PagedAnswer<T> whole(List<T> rows) {
        return new PagedAnswer<>((long) rows.size(), "", rows);
    }
}
