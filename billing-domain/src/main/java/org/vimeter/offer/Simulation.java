package org.vimeter.offer;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.vimeter.db.Session;
import org.vimeter.money.Money;

/**
 * A closed month's real usage of a package's services, rated on a draft's metered terms, against what was charged. The
 * usage stays as it was, also where a limit would have stopped the VM; days without a figure count nothing, and are said.
 *
 * @param lines by how much they change, largest first
 */
public record Simulation(YearMonth month, List<Line> lines) {

    /** Which service of whom. */
    public record Subject(long serviceId, long accountId, String vmName, String client) {}

    /**
     * @param was booked for the accounting periods of the month
     * @param wasStopped the first day whose usage reached a limit; null for none
     * @param missingDays days of the service without a figure for some meter of the draft
     * @param sold whether the draft has prices in the client's currency; if not, the service would stay on its terms
     */
    public record Line(
            Subject subject,
            Money was,
            Money would,
            @Nullable LocalDate wasStopped,
            @Nullable LocalDate wouldStop,
            int missingDays,
            boolean sold) {
        public Money change() {
            return would.minus(was);
        }
    }

    /** @param wasStopped how many services */
    public record Total(Money was, Money would, long wasStopped, long wouldStop) {
        static Total of(Line line) {
            return new Total(
                    line.was(), line.would(), line.wasStopped() == null ? 0 : 1, line.wouldStop() == null ? 0 : 1);
        }

        Total plus(Total other) {
            return new Total(
                    was.plus(other.was),
                    would.plus(other.would),
                    wasStopped + other.wasStopped,
                    wouldStop + other.wouldStop);
        }

        public Money change() {
            return would.minus(was);
        }
    }

    public static Simulation of(Session session, Version draft, Offer offer, YearMonth month) throws SQLException {
        return new Simulation(month, new MonthReplay(session, draft, offer, month).lines());
    }

    /** By currency. */
    public List<Total> totals() {
        var totals = new TreeMap<String, Total>();
        lines.forEach(line -> totals.merge(line.was().currency().getCurrencyCode(), Total.of(line), Total::plus));
        return List.copyOf(totals.values());
    }
}
