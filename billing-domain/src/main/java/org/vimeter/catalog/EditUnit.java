package org.vimeter.catalog;

import java.math.BigDecimal;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.vimeter.db.Db;
import org.vimeter.db.Session;
import org.vimeter.input.Fields;
import org.vimeter.measure.Ratio;
import org.vimeter.measure.Unit;
import org.vimeter.problem.Faults;
import org.vimeter.problem.Refused;

/** Units of measure. What is in use keeps its meaning: only its title may change. */
public final class EditUnit {
    private static final String CHANGE =
            "update unit_of_measure set name = ?, title = ?, smaller_id = ?::bigint, ratio = ?::bigint where id = ?";
    private static final String USERS = """
            select (select count(*) from unit_of_measure where smaller_id = u.id) as units,
                    (select count(*) from add_on_type where unit_id = u.id) as types,
                    (select count(*) from counted_terms where unit_id = u.id) as add_ons,
                    (select count(*) from meter where base_unit = u.name) as meters,
                    (select count(*) from server_settings where name like 'meter.%.unit' and value = u.name) as settings
                from unit_of_measure u where u.id = ?
            """;

    private final Db db;

    public EditUnit(Db db) {
        this.db = db;
    }

    /** What refers to a unit. */
    public record Users(long units, long types, long addOns, long meters, long settings) {
        public boolean isNone() {
            return units + types + addOns + meters + settings == 0;
        }
    }

    public Unit unit(long id) {
        return db.transaction(session -> unit(session, id));
    }

    public Users users(long id) {
        return db.transaction(session -> users(session, id));
    }

    public UnitInput input(long id) {
        var unit = unit(id);
        var smaller = unit.smaller();
        var input = new UnitInput();
        input.name = unit.name();
        input.title = unit.title();
        input.smaller = smaller == null ? "" : smaller.name();
        input.ratio = smaller == null ? "" : String.valueOf(unit.ratio());
        return input;
    }

    public long create(UnitInput input) {
        return db.transaction(session -> {
            var unit = read(session, 0, input);
            return session.one(
                    "insert into unit_of_measure (name, title, smaller_id, ratio) values (?, ?, ?::bigint, ?::bigint) returning id",
                    row -> row.number("id"),
                    unit.name(),
                    unit.title(),
                    smallerId(session, unit),
                    unit.smaller() == null ? null : unit.ratio());
        });
    }

    public void change(long id, UnitInput input) {
        db.change(session -> {
            var before = unit(session, id);
            var unit = read(session, id, input);
            var users = users(session, id);
            if (!users.isNone() && !isSame(before, unit)) {
                throw inUse("unit.in-use", before, users);
            }
            var ratio = unit.smaller() == null ? null : unit.ratio();
            session.update(CHANGE, unit.name(), unit.title(), smallerId(session, unit), ratio, id);
        });
    }

    public void delete(long id) {
        db.change(session -> {
            lock(session);
            var unit = unit(session, id);
            var users = users(session, id);
            if (!users.isNone()) {
                throw inUse("unit.not-deleted", unit, users);
            }
            session.update("delete from unit_of_measure where id = ?", id);
        });
    }

    /** The unit that an input describes, for a look at its chain; nothing is stored. */
    public Unit preview(long id, UnitInput input) {
        return db.rehearse(session -> read(session, id, input));
    }

    /** How many of the second unit a figure in the first is. */
    public record Conversion(BigDecimal figure, Unit from, Unit to, Ratio ratio, BigDecimal result) {}

    public Conversion convert(@Nullable String figure, String from, String to) {
        var faults = new Faults();
        var number = new Fields(faults).number("figure", figure);
        var units = db.transaction(session -> Units.load(session).byName());
        var one = units.get(from);
        var other = units.get(to);
        if (number == null && faults.all().isEmpty()) {
            faults.add("figure", "field.missing");
        }
        requireKnown(faults, "from", from, one);
        requireKnown(faults, "to", to, other);
        if (one != null && other != null && !one.isRelatedTo(other)) {
            faults.add("to", "unit.unrelated", one, other, one.base(), other.base());
        }
        faults.refuseIfAny();
        if (number == null || one == null || other == null) {
            throw new IllegalStateException("unread " + figure + " " + from + " " + to);
        }
        var ratio = one.in(other);
        return new Conversion(number, one, other, ratio, ratio.of(number));
    }

    private static void requireKnown(Faults faults, String field, String name, @Nullable Unit unit) {
        if (unit == null) {
            faults.add(field, "unit.not-known", name);
        }
    }

    private static Unit read(Session session, long id, UnitInput input) throws SQLException {
        lock(session);
        var faults = new Faults();
        var unit = new UnitReader(new Fields(faults), Units.load(session)).read(id, input);
        faults.refuseIfAny();
        return unit;
    }

    /** Serialised, since two valid edits at once could form a cycle. */
    private static void lock(Session session) throws SQLException {
        session.update("lock table unit_of_measure in share row exclusive mode");
    }

    private static @Nullable Long smallerId(Session session, Unit unit) throws SQLException {
        var smaller = unit.smaller();
        return smaller == null ? null : Units.load(session).idOf(smaller.name());
    }

    private static boolean isSame(Unit one, Unit other) {
        var smaller = one.smaller();
        var otherSmaller = other.smaller();
        return one.name().equals(other.name())
                && one.ratio() == other.ratio()
                && String.valueOf(smaller).equals(String.valueOf(otherSmaller));
    }

    private static Refused inUse(String code, Unit unit, Users users) {
        return Refused.because(
                code, unit.name(), users.units(), users.types(), users.addOns(), users.meters(), users.settings());
    }

    private static Unit unit(Session session, long id) throws SQLException {
        return Units.load(session).find(id).orElseThrow(() -> Refused.unknown("unit.number.unknown", id));
    }

    private static Users users(Session session, long id) throws SQLException {
        return session.one(
                USERS,
                row -> new Users(
                        row.number("units"),
                        row.number("types"),
                        row.number("add_ons"),
                        row.number("meters"),
                        row.number("settings")),
                id);
    }
}
