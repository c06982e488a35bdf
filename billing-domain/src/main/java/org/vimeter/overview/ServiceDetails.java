package org.vimeter.overview;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vimeter.account.AccountId;
import org.vimeter.db.Db;
import org.vimeter.db.Row;
import org.vimeter.db.Session;
import org.vimeter.money.Money;
import org.vimeter.offer.BillingPeriod;
import org.vimeter.problem.Refused;
import org.vimeter.recurring.Cycle;
import org.vimeter.recurring.Subscription;
import org.vimeter.recurring.Subscriptions;
import org.vimeter.service.ServiceId;

/** What a service has and costs beside its usage, and how its owner reaches it. */
public final class ServiceDetails {
    /** A VM {@code m} of a service {@code s} that stands still though nothing stops it and nobody asked us. */
    static final String IDLE = """
            m.state = 'STOPPED' and s.last_day is null
                and not exists (select 1 from suspensions u where u.service_id = s.id and u.lifted_at is null)
                and not exists (select 1 from open_intent i where i.service_id = s.id)
            """;

    private final Db db;

    public ServiceDetails(Db db) {
        this.db = db;
    }

    /**
     * @param recurring what the next period costs; null when nothing recurs
     * @param panel where its owner logs in on the server
     * @param owner his name there; empty without one
     * @param idle it stands still though nothing stops it, and we did not do it
     * @param limits that staff set instead of its package's, newest first
     */
    public record Life(
            @Nullable BillingPeriod per,
            @Nullable Money recurring,
            @Nullable LocalDate renewsOn,
            String domain,
            String image,
            List<String> addresses,
            String panel,
            String owner,
            boolean idle,
            List<SetLimit> limits) {}

    /** @param to the last day of its period; null for good */
    public record SetLimit(
            long addOnId,
            long quantity,
            LocalDate from,
            @Nullable LocalDate to,
            String note) {}

    /** Of an account's own service. */
    public Life of(AccountId accountId, ServiceId serviceId) {
        return db.transaction(session ->
                        session.find("select " + IDLE + """
                         as idle, s.*, a.currency, v.url, coalesce(o.name, '') as owner, c.per
                            from services s join accounts a on a.id = s.account_id join servers v on v.id = s.server_id
                                left join server_owners o on o.server_id = s.server_id and o.account_id = s.account_id
                                    and s.addresses <> ''
                                left join vm_states m on m.service_id = s.id
                                left join lateral (select per from service_configs where service_id = s.id
                                    order by id desc limit 1) c on true
                            where s.id = ? and s.account_id = ?
                        """, row -> life(session, row), serviceId, accountId))
                .orElseThrow(() -> Refused.unknown("service.unknown", serviceId));
    }

    private static Life life(Session session, Row row) throws SQLException {
        var per = row.textOrNull("per") == null ? null : row.constant("per", BillingPeriod.class);
        var renewsOn = row.dayOrNull("renews_on");
        var addresses = row.text("addresses");
        return new Life(
                per,
                recurring(session, row, per, renewsOn),
                renewsOn,
                text(row, "domain"),
                text(row, "image"),
                addresses.isEmpty() ? List.of() : List.of(addresses.split(" ", -1)),
                row.text("url"),
                row.text("owner"),
                row.flag("idle"),
                limits(session, row.id("id", ServiceId::new)));
    }

    private static List<SetLimit> limits(Session session, ServiceId serviceId) throws SQLException {
        return session.list(
                "select * from service_limits where service_id = ? order by id desc limit 20",
                row -> new SetLimit(
                        row.number("add_on_id"),
                        row.number("limit_quantity"),
                        row.day("from_day"),
                        row.dayOrNull("to_day"),
                        row.text("note")),
                serviceId);
    }

    private static @Nullable Money recurring(
            Session session, Row row, @Nullable BillingPeriod per, @Nullable LocalDate renewsOn) throws SQLException {
        if (per == null || renewsOn == null) {
            return null;
        }
        var currency = Currency.getInstance(row.text("currency"));
        var cycle = Cycle.at(per, renewsOn);
        var spans = Subscriptions.spans(session, row.id("id", ServiceId::new), currency, cycle);
        return Subscription.due(new Subscription(spans, null, currency).lines(cycle), currency);
    }

    private static String text(Row row, String column) throws SQLException {
        var text = row.textOrNull(column);
        return text == null ? "" : text;
    }
}
