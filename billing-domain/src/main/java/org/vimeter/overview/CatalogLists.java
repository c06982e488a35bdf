package org.vimeter.overview;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vimeter.catalog.DiskImage;
import org.vimeter.catalog.ServicePackage.State;
import org.vimeter.db.Db;
import org.vimeter.db.Listing;
import org.vimeter.db.Paged;
import org.vimeter.db.Row;
import org.vimeter.db.Session;

/** The long lists of the catalog: searched, sorted and cut by the database. */
public final class CatalogLists {
    private static final String PACKAGES = """
            select page.*, (select count(*) from service s where s.package_id = page.id) as services
                from (select p.*, max(v.number) filter (where v.state = 'PUBLISHED') as published,
                            bool_or(v.state = 'DRAFT') as has_draft, max(v.currencies) as currencies, count(*) over () as total
                        from service_package p join package_version v on v.package_id = p.id
                        where position(lower(?) in lower(p.name || ' ' || p.internal_name)) > 0 and (? = '' or p.state = ?)
                        group by p.id
                        order by case ? when 'name' then lower(p.name) when 'internalName' then lower(p.internal_name)
                                    when 'state' then p.state end,
                                case ? when '-name' then lower(p.name) when '-internalName' then lower(p.internal_name)
                                    when '-state' then p.state end desc,
                                p.id desc
                        limit 50 offset ?) page
            """;
    private static final String UNITS = """
            select u.id, u.name, u.title, s.name as smaller, u.ratio, count(*) over () as total
                from unit_of_measure u left join unit_of_measure s on s.id = u.smaller_id
                where position(lower(?) in lower(u.name || ' ' || u.title || ' ' || coalesce(s.name, ''))) > 0
                order by case ? when 'name' then lower(u.name) when 'title' then lower(u.title)
                            when 'smaller' then lower(s.name) end,
                        case ? when '-name' then lower(u.name) when '-title' then lower(u.title)
                            when '-smaller' then lower(s.name) end desc,
                        u.id
                limit 50 offset ?
            """;
    private static final String IMAGES = """
            select i.*, s.name as server, count(*) over () as total
                from disk_image i join server s on s.id = i.server_id
                where position(lower(?) in lower(i.name)) > 0 and (?::bigint is null or i.server_id = ?::bigint)
                order by case ? when 'name' then lower(i.name) when 'server' then lower(s.name) end,
                        case ? when '-name' then lower(i.name) when '-server' then lower(s.name) end desc,
                        lower(i.name), i.id
                limit 50 offset ?
            """;

    private final Db db;

    public CatalogLists(Db db) {
        this.db = db;
    }

    /** @param published the number of the newest published version; null for none */
    public record PackageLine(
            long id,
            String name,
            String internalName,
            State state,
            @Nullable Long published,
            boolean hasDraft,
            String currencies,
            long services) {}

    /** @param smaller the internal name of the unit that it is a multiple of; null for a base unit */
    public record UnitLine(
            long id,
            String name,
            String title,
            @Nullable String smaller,
            @Nullable Long ratio) {}

    /** @param state a constant of {@link State}; empty for all */
    public Paged<PackageLine> packages(Listing listing, String state) {
        return paged(PACKAGES, CatalogLists::packageLine, listing, offset ->
                new @Nullable Object[] {listing.search(), state, state, listing.sort(), listing.sort(), offset});
    }

    public Paged<UnitLine> units(Listing listing) {
        return paged(
                UNITS,
                row -> new UnitLine(
                        row.number("id"),
                        row.text("name"),
                        row.text("title"),
                        row.textOrNull("smaller"),
                        row.numberOrNull("ratio")),
                listing,
                offset -> new @Nullable Object[] {listing.search(), listing.sort(), listing.sort(), offset});
    }

    public Paged<DiskImage> images(Listing listing, @Nullable Long server) {
        return paged(IMAGES, DiskImage::from, listing, offset ->
                new @Nullable Object[] {listing.search(), server, server, listing.sort(), listing.sort(), offset});
    }

    /** Names of disk images that these servers list, each once; of all servers when none is given. */
    public List<String> offered(Listing listing, List<Long> servers) {
        return db.transaction(session -> session.list(
                """
                select name from disk_image where listed and position(lower(?) in lower(name)) > 0
                        and (? or server_id = any(?)) group by name order by lower(name) limit 50
                """, row -> row.text("name"), listing.search(), servers.isEmpty(), session.array("bigint", servers)));
    }

    /** How much of the catalog there is, so that a page can say what is missing next. */
    public record Counts(long units, long activeTypes, long servers, long images, long packages, long published) {}

    public Counts counts() {
        return db.transaction(session -> session.one(
                """
                select (select count(*) from unit_of_measure) as units,
                        (select count(*) from add_on_type where active) as types,
                        (select count(*) from server) as servers,
                        (select count(*) from disk_image where listed) as images,
                        (select count(*) from service_package) as packages,
                        (select count(*) from service_package where state = 'PUBLISHED') as published
                """,
                row -> new Counts(
                        row.number("units"),
                        row.number("types"),
                        row.number("servers"),
                        row.number("images"),
                        row.number("packages"),
                        row.number("published"))));
    }

    private interface Query {
        @Nullable
        Object[] values(int offset);
    }

    /** The page that is wanted, or the last one when there are not so many. */
    private <T> Paged<T> paged(String sql, Session.Mapper<T> mapper, Listing listing, Query query) {
        var total = new long[1];
        Session.Mapper<T> counting = row -> {
            total[0] = row.number("total");
            return mapper.map(row);
        };
        var rows = db.list(sql, counting, query.values(listing.offset()));
        if (!rows.isEmpty() || listing.page() == 1) {
            return new Paged<>(rows, listing, total[0]);
        }
        var first = new Listing(listing.search(), listing.sort(), 1);
        db.list(sql, counting, query.values(first.offset()));
        int last = (int) Math.max(1, (total[0] + Listing.SIZE - 1) / Listing.SIZE);
        return paged(sql, mapper, new Listing(listing.search(), listing.sort(), last), query);
    }

    private static PackageLine packageLine(Row row) throws SQLException {
        return new PackageLine(
                row.number("id"),
                row.text("name"),
                row.text("internal_name"),
                row.constant("state", State.class),
                row.numberOrNull("published"),
                row.flag("has_draft"),
                row.text("currencies"),
                row.number("services"));
    }
}
