package org.vimeter.web.catalog;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.vimeter.offer.Version;

record VersionAnswer(
        int number,
        boolean draft,
        @Nullable LocalDate startsOn,
        @Nullable Instant publishedAt,
        @Nullable String publishedBy) {
    static VersionAnswer of(Version version) {
        var publication = version.publication();
        return publication == null
                ? new VersionAnswer(version.number(), true, null, null, null)
                : new VersionAnswer(
                        version.number(), false, publication.startsOn(), publication.at(), publication.by());
    }
}
