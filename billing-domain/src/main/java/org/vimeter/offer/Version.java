package org.vimeter.offer;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One version of a package, without what it offers.
 *
 * @param revision how often a draft was saved, against lost updates
 * @param name what clients read from its publication on
 * @param publication null while it is a draft
 */
public record Version(
        long id,
        PackageId packageId,
        int number,
        int revision,
        String name,
        @Nullable Publication publication) {

    /** @param startsOn applies to accounting periods that begin on this day or later */
    public record Publication(LocalDate startsOn, Instant at, String by) {}

    public boolean isDraft() {
        return publication == null;
    }

    /** Whether it applies to an accounting period that begins on a day. */
    public boolean isBegun(LocalDate day) {
        return publication != null && !publication.startsOn().isAfter(day);
    }

    public @Nullable LocalDate startsOn() {
        return publication == null ? null : publication.startsOn();
    }
}
