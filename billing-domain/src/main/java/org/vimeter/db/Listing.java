package org.vimeter.db;

import java.util.regex.Pattern;

/**
 * Which part of a long list is wanted.
 *
 * @param search a text that rows must contain; empty for all
 * @param sort a column, with a minus in front for downward
 * @param after the last row that was seen, as {@link Paged#next} names it; the list's beginning when empty or of another form
 */
public record Listing(String search, String sort, String after) {
    public static final int SIZE = 50;
    private static final Pattern AFTER = Pattern.compile("(?s)([1-9]\\d{0,17})~(.*)");

    public static Listing first(String search, String sort) {
        return new Listing(search, sort, "");
    }

    public boolean isDownward() {
        return sort.startsWith("-");
    }

    public String column() {
        return isDownward() ? sort.substring(1) : sort;
    }

    public boolean isFirst() {
        return lastId() == 0;
    }

    /** The number of the last row that was seen; 0 before the first. */
    public long lastId() {
        var matcher = AFTER.matcher(after);
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
    }

    /** What the last row that was seen was sorted by. */
    public String lastKey() {
        var matcher = AFTER.matcher(after);
        return matcher.matches() ? matcher.group(2) : "";
    }

    public static String after(long id, String key) {
        return id + "~" + key;
    }
}
