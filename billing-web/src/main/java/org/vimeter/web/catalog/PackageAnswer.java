package org.vimeter.web.catalog;

import java.util.List;
import org.vimeter.offer.EditPackage;
import org.vimeter.offer.Exposure;
import org.vimeter.offer.PackageInput;

/** @param content what the version offers, in the form in which a draft is written */
record PackageAnswer(
        long id,
        String name,
        String internalName,
        String state,
        List<VersionAnswer> versions,
        int version,
        PackageInput content,
        List<ExposureAnswer> exposure) {
    static PackageAnswer of(EditPackage.Shown shown) {
        return new PackageAnswer(
                shown.head().id(),
                shown.head().name(),
                shown.head().internalName(),
                shown.head().state().name(),
                shown.versions().stream().map(VersionAnswer::of).toList(),
                shown.version().number(),
                shown.input(),
                Exposure.of(shown.offer()).stream().map(ExposureAnswer::of).toList());
    }
}
