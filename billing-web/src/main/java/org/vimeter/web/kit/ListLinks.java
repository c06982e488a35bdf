package org.vimeter.web.kit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.vimeter.db.Listing;

/**
 * Addresses of the other pages and orders of a long list, with the same search and filter.
 *
 * @param filter a further parameter as in {@code state=DRAFT}; empty for none
 */
public record ListLinks(String path, Listing listing, String filter) {

    public String first() {
        return address(listing.sort(), "");
    }

    public String after(String last) {
        return address(listing.sort(), last);
    }

    /** Sorted by a column; the other way round if it is already. */
    public String sort(String column) {
        return address(column.equals(listing.sort()) ? "-" + column : column, "");
    }

    private String address(String sort, String after) {
        return path + "?q=" + encoded(listing.search()) + "&sort=" + encoded(sort) + "&after=" + encoded(after)
                + (filter.isEmpty() ? "" : "&" + filter);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
