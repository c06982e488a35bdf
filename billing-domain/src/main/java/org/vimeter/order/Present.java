package org.vimeter.order;

import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vimeter.accounting.Accounting.Billed;
import org.vimeter.db.Session;
import org.vimeter.offer.Per;
import org.vimeter.offer.Versions;
import org.vimeter.problem.Refused;
import org.vimeter.recurring.Choices;
import org.vimeter.recurring.Cycle;
import org.vimeter.recurring.Subscriptions;
import org.vimeter.recurring.Subscriptions.Config;
import org.vimeter.recurring.Subscriptions.Terms;

/**
 * A service as it is when somebody wants to change it.
 *
 * @param today by its server's calendar
 * @param per null when nothing recurs
 * @param choices what it has, complete
 * @param terms the version that its present period is under
 */
record Present(
        Billed billed,
        long accountId,
        long serverId,
        String vmName,
        String image,
        LocalDate today,
        @Nullable Per per,
        @Nullable LocalDate renewsOn,
        Choices choices,
        Terms terms) {

    private record Facts(
            Billed billed,
            long accountId,
            long serverId,
            String vmName,
            String image,
            ZoneId zone,
            @Nullable LocalDate renewsOn) {}

    /** Of an account's own service that has not ended. */
    static Present of(Session session, Clock clock, long accountId, long serviceId) throws SQLException {
        var facts = session.find(
                        """
                        select s.*, a.currency, v.zone from service s join account a on a.id = s.account_id
                            join server v on v.id = s.server_id where s.id = ? and s.account_id = ? for update of s
                        """,
                        row -> row.dayOrNull("last_day") != null
                                ? ended(row.text("vm_name"), row.day("last_day"))
                                : new Facts(
                                        new Billed(
                                                serviceId,
                                                row.number("package_id"),
                                                Currency.getInstance(row.text("currency")),
                                                row.day("first_day")),
                                        accountId,
                                        row.number("server_id"),
                                        row.text("vm_name"),
                                        row.textOrNull("image") == null ? "" : row.text("image"),
                                        ZoneId.of(row.text("zone")),
                                        row.dayOrNull("renews_on")),
                        serviceId,
                        accountId)
                .orElseThrow(() -> Refused.because("service.unknown", serviceId));
        return of(session, facts, LocalDate.now(clock.withZone(facts.zone())));
    }

    private static Facts ended(String vmName, LocalDate lastDay) {
        throw Refused.because("service.ended", vmName, lastDay);
    }

    private static Present of(Session session, Facts facts, LocalDate today) throws SQLException {
        var billed = facts.billed();
        var configs = Subscriptions.configs(session, billed.serviceId());
        var last = configs.isEmpty() ? null : configs.get(configs.size() - 1);
        var per = last == null ? null : last.per();
        var terms = terms(session, billed, configs, per, today);
        var chosen = Subscriptions.choices(session, last == null ? null : last.orderId());
        return new Present(
                billed,
                facts.accountId(),
                facts.serverId(),
                facts.vmName(),
                facts.image(),
                today,
                per,
                facts.renewsOn(),
                chosen.of(terms.offer()),
                terms);
    }

    private static Terms terms(Session session, Billed billed, List<Config> configs, @Nullable Per per, LocalDate today)
            throws SQLException {
        if (per != null) {
            var start = Cycle.at(per, today).start();
            var begun = Subscriptions.begun(configs);
            var inForce = Subscriptions.inForce(
                    session, billed.packageId(), billed.currency(), per, begun.isAfter(start) ? begun : start);
            if (inForce.isPresent()) {
                return inForce.get();
            }
        }
        var version = Versions.onSale(session, billed.packageId(), today)
                .orElseThrow(() -> Refused.because("package.unknown", billed.packageId()));
        return new Terms(version, Versions.offer(session, version));
    }
}
