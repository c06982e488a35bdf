package org.vimeter.db;

/**
 * Which part of a long list is wanted.
 *
 * @param search a text that rows must contain; empty for all
 * @param sort a column, with a minus in front for downward
 * @param page from 1
 */
public record Listing(String search, String sort, int page) {
    public static final int SIZE = 50;

    public Listing {
        page = Math.max(1, Math.min(page, 1_000_000));
    }

    public int offset() {
        return (page - 1) * SIZE;
    }
}
