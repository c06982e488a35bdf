package org.vimeter.db;

import java.util.List;

/**
 * Some rows of a long list that is read on by its key.
 *
 * @param more whether there are others after them
 */
public record Part<T>(List<T> rows, boolean more) {

    /** @param found one more than are wanted, if there are so many */
    public static <T> Part<T> of(List<T> found, int wanted) {
        boolean more = found.size() > wanted;
        return new Part<>(more ? List.copyOf(found.subList(0, wanted)) : found, more);
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Where to read on. */
    public T last() {
        return rows.get(rows.size() - 1);
    }
}
