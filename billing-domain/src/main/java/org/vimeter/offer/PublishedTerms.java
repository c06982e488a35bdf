package org.vimeter.offer;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.vimeter.catalog.BeyondLimit;
import org.vimeter.catalog.Metering;
import org.vimeter.catalog.Meters;
import org.vimeter.catalog.Period;
import org.vimeter.catalog.Units;
import org.vimeter.db.Row;
import org.vimeter.db.Session;
import org.vimeter.money.UnitPrice;
import org.vimeter.rating.Tariff;

/** The metered terms of all published versions, as rating needs them: read once per run, because there are few. */
public final class PublishedTerms {
    private static final String VERSIONS = """
            select v.*, array(select c.currency::text from version_currencies c where c.version_id = v.id) as currencies
                from package_versions v where v.state = 'PUBLISHED' and (?::bigint[] is null or v.package_id = any(?))
                order by v.package_id, v.number
            """;

    private static final String TERMS = """
            select v.package_id, v.id as version_id, v.number as version, v.starts_on, c.currency, a.name as add_on, t.*,
                    coalesce(x.amount, 0) as price
                from package_versions v join counted_terms t on t.version_id = v.id join add_ons a on a.id = t.add_on_id
                    join version_currencies c on c.version_id = v.id
                    left join terms_prices x on x.terms_id = t.id and x.currency = c.currency and x.per = 'OVERAGE'
                        and x.element = ''
                where t.rule = 'METERED'
            """;
    private static final String OF_VERSION = TERMS + " and v.id = ? order by t.position, c.currency";
    private static final String PUBLISHED = TERMS + """
             and v.state = 'PUBLISHED' and (?::bigint[] is null or v.package_id = any(?))
                order by v.package_id, t.position, t.add_on_id, v.number
            """;

    private final Map<Offered, Collection<List<Step>>> histories = new HashMap<>();
    private final Map<Sold, MeteredTerms> byTerms = new HashMap<>();
    private final Meters meters;

    private PublishedTerms(Meters meters) {
        this.meters = meters;
    }

    /** What a package costs in one currency. */
    private record Offered(long packageId, Currency currency) {}

    private record Sold(long termsId, Currency currency) {}

    /** One version of a package as one add-on sees it; without terms the version has no such add-on. */
    private record Step(LocalDate startsOn, @Nullable MeteredTerms terms) {}

    private record SoldVersion(long id, LocalDate startsOn, List<String> currencies) {}

    public static PublishedTerms load(Session session) throws SQLException {
        return load(session, null);
    }

    /** Only some packages, for a page. */
    public static PublishedTerms ofPackages(Session session, Collection<Long> packages) throws SQLException {
        return load(session, packages);
    }

    /** The metered terms of one version in each of its currencies; of a draft too, which is valid from no day. */
    public static List<MeteredTerms> ofVersion(Session session, long versionId) throws SQLException {
        var meters = Meters.load(session);
        var units = Units.load(session);
        return session.list(OF_VERSION, row -> terms(row, meters, units), versionId);
    }

    public static MeteredTerms ofTerms(Session session, long termsId, Currency currency) throws SQLException {
        var packages = session.list(
                "select v.package_id from package_versions v join counted_terms t on t.version_id = v.id where t.id = ?",
                row -> row.number("package_id"),
                termsId);
        return load(session, packages).byId(termsId, currency);
    }

    private static PublishedTerms load(Session session, @Nullable Collection<Long> packages) throws SQLException {
        var published = new PublishedTerms(Meters.load(session));
        var units = Units.load(session);
        var wanted = packages == null ? null : session.ids(packages);
        var terms = new HashMap<Offered, Map<Long, Map<Long, MeteredTerms>>>();
        session.each(
                PUBLISHED,
                row -> {
                    var one = terms(row, published.meters, units);
                    var currency = one.tariff().price().currency();
                    published.byTerms.put(new Sold(one.id(), currency), one);
                    terms.computeIfAbsent(new Offered(row.number("package_id"), currency), key -> new LinkedHashMap<>())
                            .computeIfAbsent(one.addOnId(), key -> new HashMap<>())
                            .put(row.number("version_id"), one);
                },
                wanted,
                wanted);
        var versions = versions(session, wanted);
        terms.forEach((offered, addOns) -> published.histories.put(
                offered,
                addOns.values().stream()
                        .map(byVersion -> history(sold(versions, offered), byVersion))
                        .toList()));
        return published;
    }

    private static Map<Long, List<SoldVersion>> versions(Session session, @Nullable Array wanted) throws SQLException {
        var versions = new HashMap<Long, List<SoldVersion>>();
        session.each(
                VERSIONS,
                row -> versions.computeIfAbsent(row.number("package_id"), key -> new ArrayList<>())
                        .add(new SoldVersion(row.number("id"), row.day("starts_on"), row.texts("currencies"))),
                wanted,
                wanted);
        return versions;
    }

    /** Only versions with the currency: whoever pays in one that a later version lacks stays on the last that had it. */
    private static List<SoldVersion> sold(Map<Long, List<SoldVersion>> versions, Offered offered) {
        return versions.getOrDefault(offered.packageId(), List.of()).stream()
                .filter(version ->
                        version.currencies().contains(offered.currency().getCurrencyCode()))
                .toList();
    }

    private static List<Step> history(List<SoldVersion> versions, Map<Long, MeteredTerms> byVersion) {
        return versions.stream()
                .map(version -> new Step(version.startsOn(), byVersion.get(version.id())))
                .toList();
    }

    public Meters meters() {
        return meters;
    }

    /**
     * For each metered add-on of a package the terms of the accounting period that a day is in: those of the newest
     * version that was valid when the period, or the service in it, began; of the first version if none was.
     */
    public List<MeteredTerms> on(long packageId, Currency currency, LocalDate day, LocalDate firstDay) {
        var inForce = new ArrayList<MeteredTerms>();
        for (var history : histories.getOrDefault(new Offered(packageId, currency), List.of())) {
            var terms = inForce(history, day, firstDay);
            if (terms != null) {
                inForce.add(terms);
            }
        }
        return inForce;
    }

    public MeteredTerms byId(long termsId, Currency currency) {
        return Objects.requireNonNull(
                byTerms.get(new Sold(termsId, currency)), () -> "No terms " + termsId + " in " + currency);
    }

    private static @Nullable MeteredTerms inForce(List<Step> history, LocalDate day, LocalDate firstDay) {
        var chosen = history.get(0).terms();
        for (var step : history) {
            var period = step.terms() != null ? step.terms().period() : chosen != null ? chosen.period() : Period.DAY;
            var start = period.start(day);
            var from = start.isBefore(firstDay) ? firstDay : start;
            if (!step.startsOn().isAfter(from)) {
                chosen = step.terms();
            }
        }
        return chosen;
    }

    private static MeteredTerms terms(Row row, Meters meters, Units units) throws SQLException {
        var unit = units.byId(row.number("unit_id"));
        var metering = Metering.from(row);
        var included = row.numberOrNull("included");
        var startsOn = row.dayOrNull("starts_on");
        BigDecimal price = row.decimal("price");
        return new MeteredTerms(
                row.number("id"),
                row.number("add_on_id"),
                row.text("add_on"),
                row.text("title"),
                (int) row.number("version"),
                startsOn == null ? LocalDate.MAX : startsOn,
                row.texts("meters").stream().map(meters::named).toList(),
                unit,
                metering,
                new Tariff(
                        included == null ? 0 : included,
                        row.numberOrNull("limit_quantity"),
                        new UnitPrice(price, Currency.getInstance(row.text("currency"))),
                        unit.factor(),
                        metering.limitTest(),
                        metering.beyondLimit() == BeyondLimit.CAP));
    }
}
