package org.vimeter.overview;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vimeter.db.Db;
import org.vimeter.db.Listing;
import org.vimeter.db.Paged;
import org.vimeter.db.Row;
import org.vimeter.db.Session;
import org.vimeter.offer.PackageState;
import org.vimeter.server.DiskImage;

/** The long lists of the catalog: searched, sorted and cut by the database. */
public final class CatalogLists {
    private static final String COUNTS = """
            select (select count(*) from units_of_measure) as units,
                    (select count(*) from add_on_types where active) as types,
                    (select count(*) from servers) as servers,
                    (select count(*) from disk_images where listed) as images,
                    (select count(*) from service_packages) as packages,
                    (select count(*) from service_packages where state = 'PUBLISHED') as published
            """;

    /** Each query below finds rows with the key by which they are sorted; rows of one key are sorted by their numbers. */
    private static final String CUT = """
            select * from found where case when ? = 0 then true when ? then (key, id) < (?, ?::bigint) else (key, id) > (?, ?::bigint) end
                order by case when ? then key end desc, case when ? then id end desc, key, id limit ?
            """;

    private static final String PACKAGES = """
            with found as (
                select p.id, p.name, p.internal_name, p.state, max(v.number) filter (where v.state = 'PUBLISHED') as published,
                        bool_or(v.state = 'DRAFT') as has_draft, max(v.number) as newest, count(*) over () as total,
                        case ? when 'name' then lower(p.name) when 'internalName' then lower(p.internal_name)
                            when 'state' then p.state else '' end as key
                    from service_packages p join package_versions v on v.package_id = p.id
                    where position(lower(?) in lower(p.name || ' ' || p.internal_name)) > 0 and (? = '' or p.state = ?)
                    group by p.id, p.name, p.internal_name, p.state
            ), page as (
            """ + CUT + """
            ) select page.*, (select count(*) from services s where s.package_id = page.id) as services,
                    (select string_agg(c.currency, ',' order by c.position) from package_versions v
                        join version_currencies c on c.version_id = v.id
                        where v.package_id = page.id and v.number = page.newest) as currencies
                from page
            """;
    private static final String UNITS = """
            with found as (
                select u.id, u.name, u.title, s.name as smaller, u.ratio, count(*) over () as total,
                        case ? when 'name' then lower(u.name) when 'title' then lower(u.title)
                            when 'smaller' then lower(coalesce(s.name, '')) else '' end as key
                    from units_of_measure u left join units_of_measure s on s.id = u.smaller_id
                    where position(lower(?) in lower(u.name || ' ' || u.title || ' ' || coalesce(s.name, ''))) > 0
            )
            """ + CUT;
    private static final String IMAGES = """
            with found as (
                select i.*, s.name as server, count(*) over () as total,
                        case ? when 'server' then lower(s.name) || ' ' || lower(i.name) else lower(i.name) end as key
                    from disk_images i join servers s on s.id = i.server_id
                    where position(lower(?) in lower(i.name)) > 0 and (?::bigint is null or i.server_id = ?::bigint)
            )
            """ + CUT;

    private final Db db;

    public CatalogLists(Db db) {
        this.db = db;
    }

    /**
     * @param published the number of the newest published version; null for none
     * @param currencies of the newest version, ISO codes joined by commas
     */
    public record PackageLine(
            long id,
            String name,
            String internalName,
            PackageState state,
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

    /** @param state a constant of {@link PackageState}; empty for all */
    public Paged<PackageLine> packages(Listing listing, String state) {
        boolean sorted = List.of("name", "internalName", "state").contains(listing.column());
        boolean newestFirst = !sorted || listing.isDownward();
        return paged(PACKAGES, CatalogLists::packageLine, listing, newestFirst, listing.search(), state, state);
    }

    public Paged<UnitLine> units(Listing listing) {
        return paged(UNITS, CatalogLists::unit, listing, listing.isDownward(), listing.search());
    }

    private static UnitLine unit(Row row) throws SQLException {
        return new UnitLine(
                row.number("id"),
                row.text("name"),
                row.text("title"),
                row.textOrNull("smaller"),
                row.numberOrNull("ratio"));
    }

    public Paged<DiskImage> images(Listing listing, @Nullable Long server) {
        return paged(IMAGES, DiskImage::from, listing, listing.isDownward(), listing.search(), server, server);
    }

    /** Names of disk images that these servers list, each once; of all servers when none is given. */
    public List<String> offered(Listing listing, List<Long> servers) {
        return db.transaction(session ->
                session.list("""
                select name from disk_images where listed and position(lower(?) in lower(name)) > 0
                        and (? or server_id = any(?)) group by name order by lower(name) limit 50
                """, row -> row.text("name"), listing.search(), servers.isEmpty(), session.ids(servers)));
    }

    /** How much of the catalog there is, so that a page can say what is missing next. */
    public record Counts(long units, long activeTypes, long servers, long images, long packages, long published) {}

    public Counts counts() {
        return db.transaction(session -> session.one(
                COUNTS,
                row -> new Counts(
                        row.number("units"),
                        row.number("types"),
                        row.number("servers"),
                        row.number("images"),
                        row.number("packages"),
                        row.number("published"))));
    }

    private <T> Paged<T> paged(
            String sql, Session.Mapper<T> mapper, Listing listing, boolean down, @Nullable Object... filters) {
        var values = new ArrayList<@Nullable Object>();
        values.add(listing.column());
        values.addAll(Arrays.asList(filters));
        values.addAll(List.of(listing.lastId(), down));
        values.addAll(List.of(listing.lastKey(), listing.lastId(), listing.lastKey(), listing.lastId()));
        values.addAll(List.of(down, down, Listing.SIZE + 1));
        var total = new long[1];
        var marks = new ArrayList<String>();
        var rows = db.list(
                sql,
                row -> {
                    total[0] = row.number("total");
                    marks.add(Listing.after(row.number("id"), row.text("key")));
                    return mapper.map(row);
                },
                values.toArray());
        boolean more = rows.size() > Listing.SIZE;
        return new Paged<>(
                more ? rows.subList(0, Listing.SIZE) : rows,
                listing,
                total[0],
                more ? marks.get(Listing.SIZE - 1) : "");
    }

    private static PackageLine packageLine(Row row) throws SQLException {
        return new PackageLine(
                row.number("id"),
                row.text("name"),
                row.text("internal_name"),
                row.constant("state", PackageState.class),
                row.numberOrNull("published"),
                row.flag("has_draft"),
                row.text("currencies"),
                row.number("services"));
    }
}
