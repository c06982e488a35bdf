package org.vimeter.web.catalog;

import java.util.List;
import org.vimeter.overview.CatalogLists.Counts;

/** The first thing that is missing before something can be sold, in the order in which they are made. */
public enum NextStep {
    TYPES,
    SERVERS,
    IMAGES,
    PACKAGES,
    PUBLISH,
    NONE;

    public static NextStep of(Counts counts) {
        var made =
                List.of(counts.activeTypes(), counts.servers(), counts.images(), counts.packages(), counts.published());
        int missing = made.indexOf(0L);
        return missing < 0 ? NONE : values()[missing];
    }
}
