package org.vimeter.web.catalog;

import org.vimeter.overview.CatalogLists.Counts;

/** The first thing that is missing before something can be sold. */
public enum NextStep {
    TYPES,
    SERVERS,
    IMAGES,
    PACKAGES,
    PUBLISH,
    NONE;

    public static NextStep of(Counts counts) {
        if (counts.activeTypes() == 0) {
            return TYPES;
        }
        if (counts.servers() == 0) {
            return SERVERS;
        }
        if (counts.images() == 0) {
            return IMAGES;
        }
        return ofPackages(counts);
    }

    private static NextStep ofPackages(Counts counts) {
        if (counts.packages() == 0) {
            return PACKAGES;
        }
        return counts.published() == 0 ? PUBLISH : NONE;
    }
}
