package org.vimeter.order;

import java.sql.SQLException;
import java.time.Clock;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vimeter.account.AccountId;
import org.vimeter.db.Db;
import org.vimeter.db.DbFault;
import org.vimeter.db.Session;
import org.vimeter.input.Fields;
import org.vimeter.input.Texts;
import org.vimeter.money.Money;
import org.vimeter.offer.BillingPeriod;
import org.vimeter.offer.PackageId;
import org.vimeter.problem.Faults;
import org.vimeter.problem.Refused;
import org.vimeter.recurring.Selection;
import org.vimeter.recurring.Subscriptions.Terms;
import org.vimeter.secret.Holder;
import org.vimeter.secret.Secrets;
import org.vimeter.server.ServerId;

/** Takes orders of new services. What was shown before is computed again; nothing is charged until the service begins. */
public final class PlaceOrder {
    static final int MOST_OPEN = 20;
    private static final int LONGEST_KEY = 200;

    private final Db db;
    private final Clock clock;
    private final Secrets secrets;

    public PlaceOrder(Db db, Clock clock, Secrets secrets) {
        this.db = db;
        this.clock = clock;
        this.secrets = secrets;
    }

    /** A package as it can be ordered. */
    public record Orderable(PackageId packageId, Terms terms, List<BillingPeriod> periods, Currency currency) {}

    /** What was read of an input, and what it costs; with faults it can be shown, but not ordered. */
    public record Draft(Orderable orderable, Quote quote, Faults faults) {}

    private record Looked(Draft draft, ServerId serverId) {}

    /** Everything on sale in the account's currency. */
    public List<Orderable> onSale(AccountId accountId) {
        return db.transaction(session -> {
            var currency = Funds.available(session, accountId).currency();
            return session
                    .list(
                            "select id from service_packages where state = 'PUBLISHED' order by name, id",
                            row -> row.number("id"))
                    .stream()
                    .flatMap(id -> orderable(session, new PackageId(id), currency).stream())
                    .toList();
        });
    }

    private List<Orderable> orderable(Session session, PackageId packageId, Currency currency) {
        try {
            var terms = Quotes.place(session, packageId, currency, clock).terms();
            return List.of(new Orderable(packageId, terms, Quotes.periods(terms, currency), currency));
        } catch (Refused notForThisClient) {
            return List.of();
        } catch (SQLException e) {
            throw new DbFault(e);
        }
    }

    /** Reads what is chosen of a package, and computes what it costs from today on. */
    public Draft draft(AccountId accountId, OrderInput input) {
        return db.transaction(session -> look(session, accountId, input, false).draft());
    }

    private Looked look(Session session, AccountId accountId, OrderInput input, boolean complete) throws SQLException {
        var available = complete ? Funds.lock(session, accountId) : Funds.available(session, accountId);
        var place = Quotes.place(session, new PackageId(input.servicePackage), available.currency(), clock);
        var terms = place.terms();
        var periods = Quotes.periods(terms, available.currency());
        var fields = new Fields(new Faults());
        var rules = new OrderRules(terms.offer(), fields);
        var per = Texts.plain(input.per).isEmpty() && !complete && !periods.isEmpty()
                ? periods.get(0)
                : fields.constant("per", BillingPeriod.class, input.per);
        if (!periods.contains(per)) {
            fields.faults.add("per", "order.period", per);
            per = periods.isEmpty() ? BillingPeriod.MONTHLY : periods.get(0);
        }
        var image = rules.image(
                Texts.plain(input.image).isEmpty() && !complete
                        ? terms.offer().images().stream().findFirst().orElse("")
                        : input.image);
        var choices = rules.choices(input, image);
        requireRoom(session, rules, choices, place.serverId(), image);
        var quote = Quotes.first(terms, per, choices, place.today(), available);
        var orderable = new Orderable(new PackageId(input.servicePackage), terms, periods, available.currency());
        return new Looked(new Draft(orderable, quote, fields.faults), place.serverId());
    }

    static void requireRoom(Session session, OrderRules rules, Selection choices, ServerId serverId, String image)
            throws SQLException {
        session.each(
                "select min_memory, min_disk from disk_images where server_id = ? and name = ?",
                row -> rules.requireRoom(choices, row.numberOrNull("min_memory"), row.numberOrNull("min_disk"), image),
                serverId,
                image);
    }

    /** The number of the order. Without enough money it waits. */
    public OrderId place(Requester requester, OrderInput input) {
        return db.transaction(session -> {
            var key = "order/" + requester.accountId() + "/" + key(input.key);
            var before = OrderWriter.byKey(session, key);
            if (before.isPresent()) {
                SameOrder.require(session, before.get(), input);
                return before.get();
            }
            return place(session, key, requester, input);
        });
    }

    private OrderId place(Session session, String key, Requester requester, OrderInput input) throws SQLException {
        var wish = wish(session, key, requester, input);
        requireFew(session, requester.accountId());
        requireNoAbuse(session, requester);
        return new OrderWriter(session, clock.instant()).create(wish);
    }

    private OrderWriter.NewService wish(Session session, String key, Requester requester, OrderInput input)
            throws SQLException {
        var looked = look(session, requester.accountId(), input, true);
        var draft = looked.draft();
        var fields = new Fields(draft.faults());
        var rules = new OrderRules(draft.orderable().terms().offer(), fields);
        var domain = rules.domain(input.domain);
        var password = rules.password(input.password);
        requireQuoted(fields, input, draft.quote().first());
        fields.faults.refuseIfAny();
        return new OrderWriter.NewService(
                key,
                requester,
                looked.serverId(),
                new PackageId(input.servicePackage),
                draft.quote(),
                Texts.plain(input.image),
                domain,
                secrets.seal(password, Holder.order(key)));
    }

    static String key(@Nullable String written) {
        var key = Texts.plain(written);
        if (key.isEmpty() || key.length() > LONGEST_KEY / 2) {
            throw Refused.because("order.key", LONGEST_KEY / 2);
        }
        return key;
    }

    static void requireQuoted(Fields fields, OrderInput input, Money first) {
        var seen = Texts.plain(input.quoted);
        if (!seen.isEmpty() && !seen.equals(first.amount().toPlainString())) {
            fields.faults.add("quoted", "order.price-changed", seen, first);
        }
    }

    private static void requireFew(Session session, AccountId accountId) throws SQLException {
        long open = session.one(
                "select count(*) from open_order where account_id = ? and kind = 'NEW'",
                row -> row.number(1),
                accountId);
        if (open >= MOST_OPEN) {
            throw Refused.because("order.too-many", open);
        }
    }

    private static void requireNoAbuse(Session session, Requester requester) throws SQLException {
        if (requester.isStaff()) {
            return;
        }
        var abused = session.find("""
                select 1 from suspensions u join services s on s.id = u.service_id
                    where s.account_id = ? and u.cause = 'ABUSE' and u.lifted_at is null limit 1
                """, row -> true, requester.accountId());
        if (abused.isPresent()) {
            throw Refused.because("order.suspended");
        }
    }
}
