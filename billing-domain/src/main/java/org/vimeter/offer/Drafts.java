package org.vimeter.offer;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.vimeter.catalog.Units;
import org.vimeter.db.Rows;
import org.vimeter.db.Session;
import org.vimeter.offer.OfferedAddOn.Element;
import org.vimeter.problem.Refused;

/** Writes drafts, and publishes them. */
public final class Drafts {
    private static final String TERMS = """
            insert into terms (version_id, add_on_id, position, unit_id, title, rule, type_id, change_policy, included, minimum,
                    maximum, step, limit_quantity, combine, period, limit_test, at_limit, beyond_limit)
                select ?, ?, ?, ?, ?, ?, n.* from @rows returning id
            """;
    private static final String REPLACE = """
            update package_version set revision = revision + 1, name = ?
                where id = ? and revision = ? and state = 'DRAFT'
            """;
    private static final String WRITE = """
            insert into version_currency (version_id, currency, position)
                select ?, n.currency, n.position from unnest(?::text[]) with ordinality as n (currency, position)
            """;

    private Drafts() {}

    /** The next version of a package, as a draft. */
    public static void open(Session session, PackageId packageId, String name, Offer offer) throws SQLException {
        long version = session.one("""
                insert into package_version (package_id, number, name)
                    select ?, coalesce(max(number), 0) + 1, ? from package_version where package_id = ? returning id
                """, row -> row.number("id"), packageId, name, packageId);
        write(session, version, packageId, offer);
    }

    /** Replaces a draft by one with this name and offer. Refused when somebody saved it since this revision was read. */
    public static void replace(Session session, Version draft, Offer offer) throws SQLException {
        int changed = session.update(REPLACE, draft.name(), draft.id(), draft.revision());
        if (changed == 0) {
            throw Refused.conflict("draft.changed", draft.number());
        }
        session.update("delete from version_currency where version_id = ?", draft.id());
        session.update("delete from package_price where version_id = ?", draft.id());
        session.update("delete from package_server where version_id = ?", draft.id());
        session.update("delete from package_image where version_id = ?", draft.id());
        session.update("delete from terms where version_id = ?", draft.id());
        write(session, draft.id(), draft.packageId(), offer);
    }

    public static void discard(Session session, Version draft) throws SQLException {
        session.update("delete from package_version where id = ?", draft.id());
        forgetUnused(session, draft.packageId());
    }

    /** From here on the version never changes. */
    public static void publish(Session session, Version draft, LocalDate startsOn, Instant at, String by)
            throws SQLException {
        int changed = session.update("""
                update package_version set state = 'PUBLISHED', starts_on = ?, published_at = ?, published_by = ?
                    where id = ? and revision = ? and state = 'DRAFT'
                """, startsOn, at, by, draft.id(), draft.revision());
        if (changed == 0) {
            throw Refused.conflict("draft.changed", draft.number());
        }
    }

    private static void write(Session session, long version, PackageId packageId, Offer offer) throws SQLException {
        session.update(WRITE, version, session.texts(offer.currencies()));
        for (var price : offer.prices().all()) {
            session.update(
                    "insert into package_price (version_id, currency, per, amount) values (?, ?, ?, ?)",
                    version,
                    price.currency(),
                    price.per(),
                    price.amount());
        }
        for (long server : offer.servers()) {
            session.update("insert into package_server (version_id, server_id) values (?, ?)", version, server);
        }
        session.update(
                "insert into package_image (version_id, name) select ?, n from unnest(?::text[]) as n",
                version,
                session.texts(offer.images()));
        var units = Units.load(session);
        for (int i = 0; i < offer.addOns().size(); i++) {
            addOn(session, version, packageId, offer.addOns().get(i), i + 1, units);
        }
        forgetUnused(session, packageId);
    }

    private static void addOn(
            Session session, long version, PackageId packageId, OfferedAddOn addOn, int position, Units units)
            throws SQLException {
        long id = session.one("""
                insert into add_on as a (package_id, name) values (?, ?)
                    on conflict (package_id, name) do update set name = excluded.name returning a.id
                """, row -> row.number("id"), packageId, addOn.name());
        long unit = units.idOf(addOn.unit().name());
        long terms = session.one(
                TERMS, row -> row.number("id"), version, id, position, unit, addOn.title(), addOn.rule(), row(addOn));
        counting(session, terms, addOn);
        prices(session, terms, "", addOn.prices());
        for (int i = 0; i < addOn.elements().size(); i++) {
            element(session, terms, addOn.elements().get(i), i + 1);
        }
    }

    private static void counting(Session session, long terms, OfferedAddOn addOn) throws SQLException {
        session.update(
                "insert into terms_meter (terms_id, meter) select ?, position from meters where name = any(?)",
                terms,
                session.texts(addOn.meters()));
        session.update(
                "insert into terms_threshold (terms_id, percent) select ?, unnest(?::bigint[])",
                terms,
                session.ids(addOn.metering().thresholds().stream()
                        .map(Long::valueOf)
                        .toList()));
    }

    private static Rows<OfferedAddOn> row(OfferedAddOn addOn) {
        return Rows.of(List.of(addOn))
                .number("type_id", one -> one.type().id())
                .text("change_policy", OfferedAddOn::policy)
                .number("included", one -> one.amounts().included())
                .number("minimum", one -> one.amounts().minimum())
                .number("maximum", one -> one.amounts().maximum())
                .number("step", one -> one.amounts().step())
                .number("limit_quantity", one -> one.amounts().limit())
                .text("combine", one -> one.metering().combine())
                .text("period", one -> one.metering().period())
                .text("limit_test", one -> one.metering().limitTest())
                .text("at_limit", one -> one.metering().atLimit())
                .text("beyond_limit", one -> one.metering().beyondLimit());
    }

    private static void element(Session session, long terms, Element element, int position) throws SQLException {
        session.update(
                "insert into terms_element (terms_id, name, title, position, preset) values (?, ?, ?, ?, ?)",
                terms,
                element.name(),
                element.title(),
                position,
                element.preset());
        prices(session, terms, element.name(), element.prices());
    }

    private static void prices(Session session, long terms, String element, Prices prices) throws SQLException {
        for (var price : prices.all()) {
            session.update(
                    "insert into terms_price (terms_id, element, currency, per, amount) values (?, ?, ?, ?, ?)",
                    terms,
                    element,
                    price.currency(),
                    price.per(),
                    price.amount());
        }
    }

    /** Add-ons keep their number from version to version, because charges refer to it; those of no version are dropped. */
    private static void forgetUnused(Session session, PackageId packageId) throws SQLException {
        session.update(
                "delete from add_on a where package_id = ? and not exists (select from terms t where t.add_on_id = a.id)",
                packageId);
    }
}
