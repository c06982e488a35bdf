package org.vimeter.offer;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.vimeter.catalog.AddOnType;
import org.vimeter.catalog.Metering;
import org.vimeter.catalog.Units;
import org.vimeter.db.Row;
import org.vimeter.db.Session;
import org.vimeter.offer.OfferedAddOn.Element;
import org.vimeter.offer.Prices.Price;
import org.vimeter.problem.Refused;

/** Reads versions of packages. */
public final class Versions {
    private static final String PUBLISHED =
            "select * from package_version v where v.package_id = ? and v.state = 'PUBLISHED'";
    private static final String SOLD_PER =
            " and exists (select 1 from package_price p where p.version_id = v.id and p.currency = ? and p.per = ?)";
    private static final String IN_FORCE =
            " order by v.starts_on <= ? desc, case when v.starts_on <= ? then -v.number else v.number end limit 1";

    private Versions() {}

    /** Newest first. */
    public static List<Version> ofPackage(Session session, PackageId packageId) throws SQLException {
        return session.list(
                "select * from package_version where package_id = ? order by number desc",
                Versions::version,
                packageId);
    }

    public static Version numbered(Session session, PackageId packageId, int number) throws SQLException {
        return session.find(
                        "select * from package_version where package_id = ? and number = ?",
                        Versions::version,
                        packageId,
                        number)
                .orElseThrow(() -> Refused.unknown("version.unknown", packageId, number));
    }

    public static Optional<Version> draft(Session session, PackageId packageId) throws SQLException {
        return session.find(
                "select * from package_version where package_id = ? and state = 'DRAFT'", Versions::version, packageId);
    }

    public static Version byId(Session session, long versionId) throws SQLException {
        return session.one("select * from package_version where id = ?", Versions::version, versionId);
    }

    /** The newest published version, whether it has started or not. */
    public static Optional<Version> published(Session session, PackageId packageId) throws SQLException {
        return session.find(
                "select * from package_version where package_id = ? and state = 'PUBLISHED' order by number desc limit 1",
                Versions::version,
                packageId);
    }

    /** What a package is on a day: the newest version that has begun, or the first one before any has. */
    public static Optional<Version> inForce(Session session, PackageId packageId, LocalDate day) throws SQLException {
        return session.find(PUBLISHED + IN_FORCE, Versions::version, packageId, day, day);
    }

    /**
     * The same of those that are sold in a currency for a period: whoever has a period that a later version lacks stays on
     * the last that had it.
     */
    public static Optional<Version> inForce(
            Session session, PackageId packageId, Currency currency, BillingPeriod per, LocalDate day)
            throws SQLException {
        return session.find(PUBLISHED + SOLD_PER + IN_FORCE, Versions::version, packageId, currency, per, day, day);
    }

    /** What is in force on a day of a package that is on sale; empty when it is not. */
    public static Optional<Version> onSale(Session session, Packages.Head head, LocalDate day) throws SQLException {
        return head.isOnSale() ? inForce(session, new PackageId(head.id()), day) : Optional.empty();
    }

    public static Offer offer(Session session, Version version) throws SQLException {
        return new Offer(
                session.list(
                        "select currency from version_currency where version_id = ? order by position",
                        row -> row.text("currency"),
                        version.id()),
                new Prices(session.list(
                        "select * from package_price where version_id = ? order by currency, per",
                        Versions::price,
                        version.id())),
                session.list(
                        "select server_id from package_server where version_id = ? order by server_id",
                        row -> row.number("server_id"),
                        version.id()),
                session.list(
                        "select name from package_image where version_id = ? order by name",
                        row -> row.text("name"),
                        version.id()),
                addOns(session, version));
    }

    private static List<OfferedAddOn> addOns(Session session, Version version) throws SQLException {
        var units = Units.load(session);
        var types = AddOnType.all(session).stream().collect(Collectors.toMap(AddOnType::id, Function.identity()));
        return session.list(
                "select t.*, a.name from counted_terms t join add_on a on a.id = t.add_on_id where t.version_id = ? order by t.position",
                row -> {
                    long terms = row.number("id");
                    return new OfferedAddOn(
                            row.text("name"),
                            row.text("title"),
                            Objects.requireNonNull(types.get(row.number("type_id"))),
                            row.constant("rule", Rule.class),
                            units.byId(row.number("unit_id")),
                            row.texts("meters"),
                            amounts(row),
                            row.constant("change_policy", ChangePolicy.class),
                            Metering.from(row),
                            prices(session, terms, ""),
                            elements(session, terms));
                },
                version.id());
    }

    private static List<Element> elements(Session session, long terms) throws SQLException {
        return session.list(
                "select * from terms_element where terms_id = ? order by position",
                row -> new Element(
                        row.text("name"),
                        row.text("title"),
                        row.flag("preset"),
                        prices(session, terms, row.text("name"))),
                terms);
    }

    private static Prices prices(Session session, long terms, String element) throws SQLException {
        return new Prices(session.list(
                "select * from terms_price where terms_id = ? and element = ? order by currency, per",
                Versions::price,
                terms,
                element));
    }

    private static Price price(Row row) throws SQLException {
        return new Price(row.text("currency"), row.constant("per", PriceKind.class), row.decimal("amount"));
    }

    private static Amounts amounts(Row row) throws SQLException {
        return new Amounts(
                row.numberOrNull("included"),
                row.numberOrNull("minimum"),
                row.numberOrNull("maximum"),
                row.numberOrNull("step"),
                row.numberOrNull("limit_quantity"));
    }

    private static Version version(Row row) throws SQLException {
        var startsOn = row.dayOrNull("starts_on");
        return new Version(
                row.number("id"),
                row.id("package_id", PackageId::new),
                (int) row.number("number"),
                (int) row.number("revision"),
                row.text("name"),
                startsOn == null
                        ? null
                        : new Version.Publication(startsOn, row.instant("published_at"), row.text("published_by")));
    }
}
