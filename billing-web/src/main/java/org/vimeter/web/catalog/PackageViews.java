package org.vimeter.web.catalog;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.vimeter.catalog.AddOnType;
import org.vimeter.catalog.EditAddOnType;
import org.vimeter.db.Listing;
import org.vimeter.offer.EditPackage;
import org.vimeter.offer.Exposure;
import org.vimeter.offer.PackageInput;
import org.vimeter.overview.CatalogLists;
import org.vimeter.server.EditServer;
import org.vimeter.web.kit.FieldFaults;
import org.vimeter.web.kit.View;

/** A package's page: its draft as forms, any other version to read. */
@Singleton
public class PackageViews {
    @Inject
    private CatalogViews views;

    @Inject
    private CatalogLists lists;

    @Inject
    private EditPackage editPackage;

    @Inject
    private EditServer servers;

    @Inject
    private EditAddOnType types;

    /**
     * @param input what the forms show: what is stored, or what was sent and refused
     * @param image finds disk images by a part of their names
     */
    View of(EditPackage.Shown shown, PackageInput input, String image) {
        var view = views.of(shown.version().isDraft() ? "catalog/package-draft" : "catalog/package-version")
                .with("shown", shown)
                .with("input", input)
                .with("fieldLinks", new FieldLinks(shown.head().id()))
                .with("exposures", Exposure.of(shown.offer()))
                .with("grid", PriceGrid.of(input.currencies, PriceGrid.OF_PACKAGE, input.prices, "", ""));
        if (shown.version().isDraft()) {
            draft(view, shown, image);
        }
        return view;
    }

    private void draft(View view, EditPackage.Shown shown, String image) {
        var soldOn = shown.offer().servers();
        view.with("missing", FieldFaults.of(editPackage.known(shown)))
                .with("allServers", servers.servers())
                .with("image", image)
                .with("foundImages", lists.offered(Listing.first(image, "name"), soldOn))
                .with(
                        "types",
                        types.addOnTypes().stream().filter(AddOnType::active).toList());
    }
}
