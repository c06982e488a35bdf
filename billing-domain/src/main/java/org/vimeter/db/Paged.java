package org.vimeter.db;

import java.util.List;

/**
 * Some rows of a long list. The next ones come after the last of these, so that none is left out or shown twice when
 * others are added or taken away meanwhile.
 *
 * @param total how many rows there are in all; 0 where there are none after the ones that were seen
 * @param next what the rows after these come after; empty when there are none
 */
public record Paged<T>(List<T> rows, Listing listing, long total, String next) {

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    public boolean hasNext() {
        return !next.isEmpty();
    }

    /** Whether the list has more than these rows, before or after them. */
    public boolean isPart() {
        return hasNext() || !listing.isFirst();
    }
}
