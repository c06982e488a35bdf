package org.vimeter.catalog;

import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.vimeter.db.Row;
import org.vimeter.db.Session;
import org.vimeter.measure.Unit;
import org.vimeter.problem.Refused;

/** All units of measure. There are few, so they are read whole. */
public final class Units {
    private final Map<Long, Unit> byId;

    private Units(Map<Long, Unit> byId) {
        this.byId = byId;
    }

    public static Units load(Session session) throws SQLException {
        var byId = new LinkedHashMap<Long, Unit>();
        session.each("""
                with recursive chain as (
                    select id, name, title, smaller_id, ratio, 0 as depth from unit_of_measure where smaller_id is null
                    union all
                    select u.id, u.name, u.title, u.smaller_id, u.ratio, depth + 1
                        from unit_of_measure u join chain on u.smaller_id = chain.id where depth < 100
                ) select * from chain order by depth, id
                """, row -> byId.put(row.number("id"), unit(byId, row)));
        return new Units(byId);
    }

    private static Unit unit(Map<Long, Unit> byId, Row row) throws SQLException {
        var smaller = row.numberOrNull("smaller_id");
        return smaller == null
                ? new Unit(row.text("name"), row.text("title"), null, 1)
                : new Unit(row.text("name"), row.text("title"), byId.get(smaller), row.number("ratio"));
    }

    public Collection<Unit> all() {
        return byId.values();
    }

    public Unit byId(long id) {
        return Objects.requireNonNull(byId.get(id));
    }

    public Map<String, Unit> byName() {
        var byName = new LinkedHashMap<String, Unit>();
        byId.values().forEach(unit -> byName.put(unit.name(), unit));
        return byName;
    }

    public Optional<Unit> find(long id) {
        return Optional.ofNullable(byId.get(id));
    }

    public Optional<Long> findId(String name) {
        return byId.entrySet().stream()
                .filter(entry -> entry.getValue().name().equals(name))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    public long idOf(String name) {
        return findId(name)
                .orElseThrow(() -> Refused.unknown("unit.unknown", name, String.join(", ", byName().keySet())));
    }
}
