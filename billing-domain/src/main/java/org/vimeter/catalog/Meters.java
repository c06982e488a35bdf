package org.vimeter.catalog;

import java.sql.SQLException;
import java.util.List;
import org.vimeter.db.Session;
import org.vimeter.problem.Refused;

/** All meters, by position. */
public record Meters(List<Meter> all) {

    /**
     * @param position from 1: the meter's place in stored arrays
     * @param baseUnit what quantities are counted in
     */
    public record Meter(int position, String name, String baseUnit) {
        /** Its place in a list, from 0. */
        public int index() {
            return position - 1;
        }
    }

    public static Meters load(Session session) throws SQLException {
        return new Meters(session.list(
                "select * from meter order by position",
                row -> new Meter((int) row.number("position"), row.text("name"), row.text("base_unit"))));
    }

    /** The length of stored arrays. */
    public int width() {
        return all.get(all.size() - 1).position();
    }

    public Meter named(String name) {
        return all.stream()
                .filter(meter -> meter.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refused.unknown("meter.unknown", name, names()));
    }

    public boolean has(String name) {
        return all.stream().anyMatch(meter -> meter.name().equals(name));
    }

    private String names() {
        return String.join(", ", all.stream().map(Meter::name).toList());
    }
}
