package org.vimeter.offer;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.vimeter.problem.Faults;

/**
 * On which day a version may start, so that no day is billed on two terms.
 *
 * @param today the UTC day; one day's distance covers every time zone
 * @param before all published versions of the package, newest first
 */
record StartRules(LocalDate today, List<Published> before) {
    private static final int MOST_YEARS = 5;

    public record Published(Version version, Offer offer) {}

    public void check(Offer offer, LocalDate startsOn, Faults faults) {
        if (startsOn.isAfter(today.plusYears(MOST_YEARS)) || startsOn.isBefore(today.minusYears(MOST_YEARS))) {
            faults.add("startsOn", "publish.start-far", startsOn, MOST_YEARS);
        } else if (before.isEmpty()) {
            first(startsOn, faults);
        } else {
            next(offer, startsOn, faults);
        }
    }

    /** Whatever a service's first day is, the first version applies to it; a later start would mean nothing. */
    private void first(LocalDate startsOn, Faults faults) {
        if (startsOn.isAfter(today)) {
            faults.add("startsOn", "publish.start-first", startsOn);
        }
    }

    private void next(Offer offer, LocalDate startsOn, Faults faults) {
        if (!startsOn.isAfter(today)) {
            faults.add("startsOn", "publish.start", startsOn, today.plusDays(1));
        }
        for (var published : before) {
            var earlier = published.version().startsOn();
            if (earlier != null && startsOn.isBefore(earlier)) {
                faults.add(
                        "startsOn",
                        "publish.start-order",
                        startsOn,
                        published.version().number(),
                        earlier);
            }
        }
        boolean clash = before.stream().anyMatch(published -> periodsClash(offer, published.offer()));
        if (clash && startsOn.getDayOfMonth() != 1) {
            faults.add("startsOn", "publish.start-month", startsOn);
        }
    }

    /** The same meter is counted by the month here and by the day there. */
    private static boolean periodsClash(Offer one, Offer other) {
        return metered(one)
                .anyMatch(here -> metered(other)
                        .anyMatch(there ->
                                here.metering().period() != there.metering().period()
                                        && overlap(here.meters(), there.meters())));
    }

    private static Stream<OfferedAddOn> metered(Offer offer) {
        return offer.addOns().stream().filter(addOn -> addOn.rule() == Rule.METERED);
    }

    private static boolean overlap(Collection<String> one, Collection<String> other) {
        return !Collections.disjoint(one, other);
    }
}
