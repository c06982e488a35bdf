package org.vimeter.catalog;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.vimeter.db.Row;
import org.vimeter.db.Session;
import org.vimeter.measure.Unit;

/**
 * A kind of resource that packages of an item type can have.
 *
 * @param name the internal name
 * @param meters what counts it on servers; none when it is not counted by usage
 * @param active packages may use it
 * @param seeded it came with Vimeter
 */
public record AddOnType(
        long id,
        long itemTypeId,
        String name,
        String title,
        Unit unit,
        List<String> meters,
        boolean active,
        boolean seeded) {
    /** Types that publishing rules know by their internal names, which are those of BILLmanager. */
    public static final String IP = "ip";

    public static final String IPV6 = "ipv6";
    public static final String DISK = "disc";
    public static final String MEMORY = "mem";
    public static final String OPERATING_SYSTEM = "ostempl";

    public boolean isMetered() {
        return !meters.isEmpty();
    }

    /** What an add-on with this internal name counts: the one of the type's meters that has the name, else all of them. */
    public List<String> metersOf(String addOnName) {
        return meters.contains(addOnName) ? List.of(addOnName) : meters;
    }

    public static List<AddOnType> all(Session session) throws SQLException {
        var units = Units.load(session);
        return session.list("""
                select y.*, array(select m.name::text from add_on_type_meter c join meter m on m.position = c.meter
                        where c.type_id = y.id order by m.position) as meters
                    from add_on_type y order by y.active desc, y.seeded desc, y.id
                """, row -> from(row, units));
    }

    public static Optional<AddOnType> byId(Session session, long id) throws SQLException {
        return all(session).stream().filter(type -> type.id() == id).findFirst();
    }

    private static AddOnType from(Row row, Units units) throws SQLException {
        return new AddOnType(
                row.number("id"),
                row.number("item_type_id"),
                row.text("name"),
                row.text("title"),
                units.byId(row.number("unit_id")),
                row.texts("meters"),
                row.flag("active"),
                row.flag("seeded"));
    }
}
