package org.vimeter.web.security;

import java.util.regex.Pattern;

/** What a path is, as it was sent; there is one spelling for each. */
final class Paths {
    /** Letters, digits and separators that were encoded, so that a filter reads one path and a router another. */
    private static final Pattern HIDDEN = Pattern.compile(
            "(?i)%(2[def]|3[0-9b]|4[1-9a-f]|5[0-9acf]|6[1-9a-f]|7[0-9aef]|[01].|$|.$|[^0-9a-f]|.[^0-9a-f])");

    private static final Pattern STEPS = Pattern.compile("//|/\\.{1,2}(/|$)|[;\\\\]");

    private Paths() {}

    /** No parameter after a semicolon, no dot segment, no empty one, nothing encoded that need not be. */
    static boolean isPlain(String path) {
        return path.startsWith("/")
                && !HIDDEN.matcher(path).find()
                && !STEPS.matcher(path).find();
    }

    static boolean isApi(String path) {
        return path.equals("/api") || path.startsWith("/api/");
    }

    /** What the server tells of itself: for staff and for tokens. */
    static boolean isForWatching(String path) {
        return isBelow(path, "/metrics") || isBelow(path, "/openapi") || isBelow(path, "/openapi-ui");
    }

    /** What the container answers by itself: to be read, and nothing else. */
    static boolean isContainers(String path) {
        return isForWatching(path) || isBelow(path, "/health");
    }

    private static boolean isBelow(String path, String first) {
        return path.equals(first) || path.startsWith(first + "/") || path.startsWith(first + ".");
    }
}
