package org.vimeter.web.catalog;

import java.util.List;
import java.util.Map;
import org.vimeter.overview.CatalogLists.Counts;

/** The first thing that is missing before something can be sold, in the order in which they are made. */
enum NextStep {
    TYPES,
    SERVERS,
    IMAGES,
    PACKAGES,
    PUBLISH,
    NONE;

    static NextStep of(Counts counts) {
        var made =
                List.of(counts.activeTypes(), counts.servers(), counts.images(), counts.packages(), counts.published());
        int missing = made.indexOf(0L);
        return missing < 0 ? NONE : values()[missing];
    }

    /** How each step of the guide looks: done, next, or neither. */
    static Map<String, String> looks(Counts counts) {
        var next = of(counts);
        return Map.of(
                "types", look(counts.activeTypes(), next == TYPES),
                "servers", look(counts.servers(), next == SERVERS),
                "images", look(counts.images(), next == IMAGES),
                "packages", look(counts.published(), next == PACKAGES || next == PUBLISH));
    }

    private static String look(long made, boolean next) {
        if (made > 0) {
            return "step-done";
        }
        return next ? "step-next" : "";
    }
}
