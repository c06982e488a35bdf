package org.vimeter.db;

import java.util.List;

/** @param total how many rows there are on all pages */
public record Paged<T>(List<T> rows, Listing listing, long total) {

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    public int pages() {
        return (int) Math.max(1, (total + Listing.SIZE - 1) / Listing.SIZE);
    }

    public boolean hasNext() {
        return listing.page() < pages();
    }

    public boolean hasPrevious() {
        return listing.page() > 1;
    }
}
