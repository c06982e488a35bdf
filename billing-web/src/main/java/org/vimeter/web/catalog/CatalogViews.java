package org.vimeter.web.catalog;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.vimeter.overview.CatalogLists;
import org.vimeter.web.kit.View;

/** What every page of the catalog shows besides its own: which step of setting up comes next. */
@Singleton
public class CatalogViews {
    @Inject
    private CatalogLists lists;

    public View of(String template) {
        var counts = lists.counts();
        return View.of(template)
                .with("counts", counts)
                .with("next", NextStep.of(counts).name())
                .with("steps", NextStep.looks(counts));
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
