package org.vimeter.web.catalog;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.vimeter.overview.CatalogLists;
import org.vimeter.overview.CatalogLists.Counts;
import org.vimeter.web.kit.View;

/** What every page of the catalog shows besides its own: which step of setting up comes next. */
@Singleton
public class CatalogViews {
    @Inject
    private CatalogLists lists;

    /** The first thing that is missing before something can be sold. */
    public enum Step {
        TYPES,
        SERVERS,
        IMAGES,
        PACKAGES,
        PUBLISH,
        NONE;

        public static Step of(Counts counts) {
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

        private static Step ofPackages(Counts counts) {
            if (counts.packages() == 0) {
                return PACKAGES;
            }
            return counts.published() == 0 ? PUBLISH : NONE;
        }
    }

    public View of(String template) {
        var counts = lists.counts();
        return View.of("staff/" + template).with("counts", counts).with("next", Step.of(counts));
    }

    /** Where something was saved, and says so there. */
    public static Response saved(String path, String anchor) {
        return Response.seeOther(URI.create(path + "?saved=yes" + (anchor.isEmpty() ? "" : "#" + anchor)))
                .build();
    }

    static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
