package org.vimeter.web.kit;

import java.util.List;
import org.vimeter.db.Paged;

/**
 * At most 50 rows.
 *
 * @param next the {@code after} of the next ones; empty when there are none
 */
public record PagedAnswer<T>(long total, String next, List<T> rows) {
    public static <T> PagedAnswer<T> of(Paged<T> paged) {
        return new PagedAnswer<>(paged.total(), paged.next(), paged.rows());
    }
}
