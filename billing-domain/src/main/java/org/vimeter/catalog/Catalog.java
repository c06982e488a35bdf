package org.vimeter.catalog;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vimeter.db.Row;
import org.vimeter.db.Session;
import org.vimeter.money.UnitPrice;
import org.vimeter.rating.Combine;
import org.vimeter.rating.LimitTest;
import org.vimeter.rating.Tariff;

/** All terms of all packages, as rating needs them: read once per run, because there are few. */
public final class Catalog {
    private final Map<Long, Map<Long, List<MeteredTerms>>> byPackageAndAddOn;
    private final Meters meters;

    private Catalog(Map<Long, Map<Long, List<MeteredTerms>>> byPackageAndAddOn, Meters meters) {
        this.byPackageAndAddOn = byPackageAndAddOn;
        this.meters = meters;
    }

    private record Versioned(long packageId, MeteredTerms terms) {}

    public static Catalog load(Session session) throws SQLException {
        var meters = Meters.load(session);
        var units = Units.load(session);
        var all = session.list("""
                select p.id as package_id, p.currency, a.name as add_on, a.title, t.*
                    from terms t join add_on a on a.id = t.add_on_id join service_package p on p.id = a.package_id
                    order by p.id, a.position, a.id, t.version
                """, row -> new Versioned(row.number("package_id"), terms(row, meters, units)));
        return new Catalog(
                all.stream()
                        .collect(groupingBy(
                                Versioned::packageId,
                                mapping(
                                        Versioned::terms,
                                        groupingBy(MeteredTerms::addOnId, LinkedHashMap::new, toList())))),
                meters);
    }

    public Meters meters() {
        return meters;
    }

    /**
     * For each metered add-on of a package the terms of the accounting period that a day is in: the newest version that
     * was valid when the period, or the service in it, began; the first version if none was.
     */
    public List<MeteredTerms> on(long packageId, LocalDate day, LocalDate firstDay) {
        return byPackageAndAddOn.getOrDefault(packageId, Map.of()).values().stream()
                .map(versions -> inForce(versions, day, firstDay))
                .toList();
    }

    public MeteredTerms byId(long termsId) {
        return byPackageAndAddOn.values().stream()
                .flatMap(addOns -> addOns.values().stream())
                .flatMap(List::stream)
                .filter(terms -> terms.id() == termsId)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No terms " + termsId));
    }

    private static MeteredTerms inForce(List<MeteredTerms> versions, LocalDate day, LocalDate firstDay) {
        var chosen = versions.get(0);
        for (var terms : versions) {
            var start = terms.period().start(day);
            var from = start.isBefore(firstDay) ? firstDay : start;
            if (!terms.validFrom().isAfter(from)) {
                chosen = terms;
            }
        }
        return chosen;
    }

    private static MeteredTerms terms(Row row, Meters meters, Units units) throws SQLException {
        var unit = units.byId(row.number("unit_id"));
        var price = new UnitPrice(row.decimal("price"), Currency.getInstance(row.text("currency")));
        return new MeteredTerms(
                row.number("id"),
                row.number("add_on_id"),
                row.text("add_on"),
                row.text("title"),
                (int) row.number("version"),
                row.day("valid_from"),
                Arrays.stream(row.text("meters").split(",", -1))
                        .map(meters::named)
                        .toList(),
                row.constant("combine", Combine.class),
                unit,
                row.constant("period", Period.class),
                row.constant("at_limit", AtLimit.class),
                new Tariff(
                        row.number("included"),
                        row.numberOrNull("limit_quantity"),
                        price,
                        unit.factor(),
                        row.constant("limit_test", LimitTest.class),
                        row.constant("beyond_limit", BeyondLimit.class) == BeyondLimit.CAP),
                percents(row.text("thresholds")));
    }

    private static List<Integer> percents(String list) {
        return list.isEmpty()
                ? List.of()
                : Arrays.stream(list.split(",", -1)).map(Integer::valueOf).toList();
    }
}
