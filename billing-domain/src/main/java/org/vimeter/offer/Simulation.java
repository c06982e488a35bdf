package org.vimeter.offer;

import java.sql.SQLException;
import java.time.YearMonth;
import java.util.List;
import java.util.TreeMap;
import org.vimeter.db.Session;

/**
 * A closed month's real usage of a package's services, rated on a draft's metered terms, against what was charged. The
 * usage stays as it was, also where a limit would have stopped the VM; days without a figure count nothing, and are said.
 *
 * @param lines by how much they change, largest first
 */
public record Simulation(YearMonth month, List<SimulatedLine> lines) {

    /** Which service of whom. */
    public record Subject(long serviceId, long accountId, String vmName, String client) {}

    public static Simulation of(Session session, Version draft, Offer offer, YearMonth month) throws SQLException {
        return new Simulation(month, new MonthReplay(session, draft, offer, month).lines());
    }

    /** By currency. */
    public List<SimulatedTotal> totals() {
        var totals = new TreeMap<String, SimulatedTotal>();
        lines.forEach(line ->
                totals.merge(line.was().currency().getCurrencyCode(), SimulatedTotal.of(line), SimulatedTotal::plus));
        return List.copyOf(totals.values());
    }
}
