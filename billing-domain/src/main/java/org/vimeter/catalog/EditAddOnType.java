package org.vimeter.catalog;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vimeter.db.Db;
import org.vimeter.db.Session;
import org.vimeter.input.Fields;
import org.vimeter.input.Texts;
import org.vimeter.measure.Unit;
import org.vimeter.problem.Faults;
import org.vimeter.problem.Refused;

/** Item types and their add-on types. */
public final class EditAddOnType {
    private static final String CREATE =
            "insert into add_on_type (item_type_id, name, title, unit_id, active) values (?, ?, ?, ?, ?) returning id";
    private static final String ITEM_TYPES = """
            select i.*, count(t.id) as types, count(t.id) filter (where t.active) as active
                from item_type i left join add_on_type t on t.item_type_id = i.id group by i.id order by i.id
            """;
    private static final String NAME_TAKEN = """
            select 1 from add_on_type where name = ? and id <> ?
            union all select 1 from item_type where name = ?
            """;

    private static final int MOST_METERS = 64;

    private final Db db;

    public EditAddOnType(Db db) {
        this.db = db;
    }

    public record ItemType(long id, String name, String title, long addOnTypes, long active) {}

    public List<ItemType> itemTypes() {
        return db.list(
                ITEM_TYPES,
                row -> new ItemType(
                        row.number("id"),
                        row.text("name"),
                        row.text("title"),
                        row.number("types"),
                        row.number("active")));
    }

    public ItemType itemType(long id) {
        return itemTypes().stream()
                .filter(type -> type.id() == id)
                .findFirst()
                .orElseThrow(() -> Refused.unknown("item-type.unknown", id));
    }

    public List<AddOnType> addOnTypes() {
        return db.transaction(AddOnType::all);
    }

    public AddOnType addOnType(long id) {
        return db.transaction(session -> addOnType(session, id));
    }

    public Meters meters() {
        return db.transaction(Meters::load);
    }

    public AddOnTypeInput input(long id) {
        var type = addOnType(id);
        var input = new AddOnTypeInput();
        input.name = type.name();
        input.title = type.title();
        input.unit = type.unit().name();
        input.meters = new ArrayList<>(type.meters());
        input.active = type.active();
        return input;
    }

    public long create(long itemType, AddOnTypeInput input) {
        itemType(itemType);
        return db.transaction(session -> {
            var read = read(session, null, input);
            long unit = Units.load(session).idOf(read.unit().name());
            boolean active = !Boolean.FALSE.equals(input.active);
            long id = session.one(CREATE, row -> row.number("id"), itemType, read.name(), read.title(), unit, active);
            count(session, id, read.meters());
            return id;
        });
    }

    /** The internal name, the unit and the meters stay when packages use the type already: they would change its meaning. */
    public void change(long id, AddOnTypeInput input) {
        db.change(session -> {
            var before = addOnType(session, id);
            var read = read(session, before, input);
            boolean same = before.name().equals(read.name())
                    && before.unit().isRelatedTo(read.unit())
                    && Set.copyOf(before.meters()).equals(Set.copyOf(read.meters()));
            if (!same && (before.seeded() || isUsed(session, id))) {
                throw Refused.because("type.in-use", before.name());
            }
            session.update(
                    "update add_on_type set name = ?, title = ?, unit_id = ?, active = ? where id = ?",
                    read.name(),
                    read.title(),
                    Units.load(session).idOf(read.unit().name()),
                    input.active == null ? before.active() : input.active,
                    id);
            count(session, id, read.meters());
        });
    }

    private static void count(Session session, long type, List<String> meters) throws SQLException {
        session.update("delete from add_on_type_meter where type_id = ?", type);
        session.update(
                "insert into add_on_type_meter (type_id, meter) select ?, position from meter where name = any(?)",
                type,
                session.texts(meters));
    }

    /** Packages that use an inactive type go on; a new version cannot be published with it. */
    public void activate(long id, boolean active) {
        addOnType(id);
        db.update("update add_on_type set active = ? where id = ?", active, id);
    }

    private record Read(String name, String title, Unit unit, List<String> meters) {}

    private static Read read(Session session, @Nullable AddOnType before, AddOnTypeInput input) throws SQLException {
        session.update("lock table add_on_type in share row exclusive mode");
        var faults = new Faults();
        var fields = new Fields(faults);
        var name = fields.internalName("name", input.name);
        boolean taken = session.find(NAME_TAKEN, row -> row.number(1), name, before == null ? 0 : before.id(), name)
                .isPresent();
        if (taken) {
            faults.add("name", "type.name-taken", name);
        }
        var title = fields.required("title", input.title, 100);
        var unit = Units.load(session).byName().get(Texts.plain(input.unit));
        if (unit == null) {
            faults.add("unit", "unit.not-known", Texts.plain(input.unit));
            faults.refuseIfAny();
            throw new IllegalStateException(input.unit);
        }
        var meters = meters(session, name, unit, Fields.each(input.meters), faults);
        return new Read(name, title, unit, meters);
    }

    /** The meters by name; a meter of the type's own is made when there is none of its name. */
    private static List<String> meters(Session session, String name, Unit unit, List<String> wished, Faults faults)
            throws SQLException {
        var known = Meters.load(session);
        var names = wished.stream()
                .map(wish -> wish.equals(AddOnTypeInput.OWN_METER) ? name : Texts.plain(wish))
                .distinct()
                .toList();
        for (var meter : names) {
            if (known.has(meter)) {
                var base = known.named(meter).baseUnit();
                if (!unit.base().name().equals(base)) {
                    faults.add("unit", "add-on.unit", name, unit, meter, base);
                }
            } else if (!meter.equals(name) || !wished.contains(AddOnTypeInput.OWN_METER)) {
                faults.add("meters", "meter.not-known", meter);
            } else if (known.width() >= MOST_METERS) {
                faults.add("meters", "meter.too-many", MOST_METERS);
            }
        }
        faults.refuseIfAny();
        for (var meter : names) {
            if (!known.has(meter)) {
                make(session, meter, unit);
            }
        }
        return names;
    }

    private static void make(Session session, String meter, Unit unit) throws SQLException {
        session.update(
                "insert into meter (position, name, base_unit) select max(position) + 1, ?, ? from meter",
                meter,
                unit.base());
    }

    private static boolean isUsed(Session session, long id) throws SQLException {
        return session.find("select 1 from counted_terms where type_id = ? limit 1", row -> row.number(1), id)
                .isPresent();
    }

    private static AddOnType addOnType(Session session, long id) throws SQLException {
        return AddOnType.byId(session, id).orElseThrow(() -> Refused.unknown("type.unknown", id));
    }
}
