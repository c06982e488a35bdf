package org.vimeter.order;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vimeter.account.AccountId;
import org.vimeter.db.Db;
import org.vimeter.db.DbFault;
import org.vimeter.db.Part;
import org.vimeter.db.Row;
import org.vimeter.db.Session;
import org.vimeter.money.Money;
import org.vimeter.offer.Offer;
import org.vimeter.offer.Versions;
import org.vimeter.order.Order.Status;
import org.vimeter.problem.Problem;
import org.vimeter.problem.Refused;
import org.vimeter.recurring.Selection;
import org.vimeter.recurring.Subscriptions;
import org.vimeter.recurring.Subscriptions.Terms;
import org.vimeter.secret.Holder;
import org.vimeter.secret.Sealed;
import org.vimeter.service.ServiceId;

/** Reads orders. */
public final class Orders {
    /** What a service's VM is called is known to the service; until there is one, to its order. */
    private static final String VM_NAME = "coalesce(s.vm_name, o.vm_name, '') as known_name";

    static final String ALL =
            "select o.*, " + VM_NAME + " from service_order o left join services s on s.id = o.service_id";
    private static final String NAMES = """
            select o.*, a.name as account_name, p.name as package_name, v.name as server_name, %s
                from %s o join accounts a on a.id = o.account_id join service_packages p on p.id = o.package_id
                    join servers v on v.id = o.server_id left join services s on s.id = o.service_id
            """;
    private static final String SHOWN = NAMES.formatted(VM_NAME, "service_order");
    private static final String OPEN =
            NAMES.formatted(VM_NAME, "(select * from service_order where id in (select id from open_order))");
    private static final int MOST = 200;

    private final Db db;

    public Orders(Db db) {
        this.db = db;
    }

    /** An order with the names that people know things by. */
    public record Shown(Order order, String accountName, String packageName, String serverName, String vmName) {}

    public record Event(
            Instant at, Step step, String actor, @Nullable Problem problem) {}

    /**
     * An order in full.
     *
     * @param offer that it was made under; an end has none
     */
    public record Story(Shown shown, @Nullable Offer offer, Selection choices, List<Event> events, Money missing) {}

    /** Those of an account that are not through, newest first. */
    public List<Shown> open(AccountId accountId) {
        return db.list(OPEN + " where o.account_id = ? order by o.id desc limit ?", Orders::shown, accountId, MOST);
    }

    /** Of the log-in that was made for the account on the service's server; as it was sealed, for nobody but its owner. */
    public Optional<Sealed> panelPassword(AccountId accountId, ServiceId serviceId) {
        return db.find(
                """
                select o.* from services s join server_owner o
                        on o.server_id = s.server_id and o.account_id = s.account_id and o.owner_id is not null
                    where s.id = ? and s.account_id = ? and s.addresses <> '' and s.last_day is null
                """,
                row -> new Sealed(row.text("password_sealed"), Holder.owner(row.number("server_id"), row.text("name"))),
                serviceId,
                accountId);
    }

    public List<Shown> openOfService(ServiceId serviceId) {
        return db.list(OPEN + " where o.service_id = ? order by o.id", Orders::shown, serviceId);
    }

    /**
     * Newest first, before a given one.
     *
     * @param accountId null for all accounts
     * @param status null for all that are not through
     */
    public Part<Shown> before(@Nullable AccountId accountId, @Nullable Status status, long before, int limit) {
        var found = db.list(
                (status == null ? OPEN : SHOWN) + """
                 where o.id < ? and (?::bigint is null or o.account_id = ?::bigint) and (?::text is null or o.status = ?::text)
                    order by o.id desc limit ?
                """,
                Orders::shown,
                before,
                accountId,
                accountId,
                status,
                status,
                limit + 1);
        return Part.of(found, limit);
    }

    /** What waits for staff, then what is under way. */
    public List<Shown> underWay() {
        return db.list(OPEN + """
                 where (o.not_before is null or o.status = 'STAFF')
                    order by o.status = 'STAFF' desc, o.id limit ?
                """, Orders::shown, MOST);
    }

    /** Of one account only. */
    public Story story(AccountId accountId, OrderId orderId) {
        return db.transaction(session -> session.find(
                                SHOWN + " where o.id = ? and o.account_id = ?", Orders::shown, orderId, accountId)
                        .map(shown -> story(session, shown)))
                .orElseThrow(() -> Refused.unknown("order.unknown", orderId));
    }

    /** Of whatever account, for staff. */
    public Story story(OrderId orderId) {
        var account = db.find(
                        "select account_id from service_order where id = ?",
                        row -> row.id("account_id", AccountId::new),
                        orderId)
                .orElseThrow(() -> Refused.unknown("order.unknown", orderId));
        return story(account, orderId);
    }

    private static Story story(Session session, Shown shown) {
        try {
            var order = shown.order();
            var events =
                    session.list("select * from order_event where order_id = ? order by id", Orders::event, order.id());
            var missing = Quote.missing(order.quoted(), Funds.available(session, order.accountId()));
            @Nullable Offer offer = termsIfAny(session, order).map(Terms::offer).orElse(null);
            return new Story(
                    shown, offer, Subscriptions.choices(session, order.id().value()), events, missing);
        } catch (SQLException e) {
            throw new DbFault(e);
        }
    }

    static Optional<Order> find(Session session, OrderId orderId) throws SQLException {
        return session.find(ALL + " where o.id = ?", OrderReader::read, orderId);
    }

    /** The version that an order was made under; an end has none. */
    static Optional<Terms> termsIfAny(Session session, Order order) throws SQLException {
        var version = session.one(
                "select version_id from service_order where id = ?",
                row -> Optional.ofNullable(row.numberOrNull("version_id")),
                order.id());
        return version.isEmpty() ? Optional.empty() : Optional.of(terms(session, version.get()));
    }

    static Terms terms(Session session, Order order) throws SQLException {
        return termsIfAny(session, order).orElseThrow();
    }

    private static Terms terms(Session session, long versionId) throws SQLException {
        var version = Versions.byId(session, versionId);
        return new Terms(version, Versions.offer(session, version));
    }

    static void recordEvent(
            Session session, OrderId orderId, Step step, String actor, @Nullable Problem problem, Instant at)
            throws SQLException {
        session.update(
                "insert into order_event (order_id, at, step, actor, problem) values (?, ?, ?, ?, ?)",
                orderId,
                at,
                step,
                actor,
                problem == null ? null : problem.stored());
    }

    private static Event event(Row row) throws SQLException {
        var problem = row.textOrNull("problem");
        return new Event(
                row.instant("at"),
                row.constant("step", Step.class),
                row.text("actor"),
                problem == null ? null : Problem.parse(problem));
    }

    private static Shown shown(Row row) throws SQLException {
        return new Shown(
                OrderReader.read(row),
                row.text("account_name"),
                row.text("package_name"),
                row.text("server_name"),
                row.text("known_name"));
    }
}
