package org.vimeter.overview;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vimeter.account.AccountId;
import org.vimeter.db.Db;
import org.vimeter.db.Row;
import org.vimeter.db.Session;
import org.vimeter.enforcement.Suspensions;
import org.vimeter.money.Money;
import org.vimeter.problem.Refused;
import org.vimeter.service.ServiceId;

/** Reads the screens of clients. An account that does not own a service is told that there is no such service. */
public final class Overview {
    private static final String CLIENT = """
            select a.name, a.currency, a.credit_limit, a.balance,
                    (select coalesce(sum(case when e.debit_id = a.client_id then e.amount else -e.amount end), 0)
                        from ledger_entries e where e.cause = 'CHARGE' and a.client_id in (e.debit_id, e.credit_id)
                            and e.day >= ?) as week,
                    (select coalesce(sum(case when e.debit_id = a.client_id then e.amount else -e.amount end), 0)
                        from ledger_entries e where e.cause = 'FEE' and a.client_id in (e.debit_id, e.credit_id)
                            and e.day >= ?) as fees
                from account_funds a where a.account_id = ?
            """;

    private static final BigDecimal WEEK = BigDecimal.valueOf(7);

    private final Db db;
    private final Clock clock;
    private final Suspensions suspensions;

    public Overview(Db db, Clock clock, Suspensions suspensions) {
        this.db = db;
        this.clock = clock;
        this.suspensions = suspensions;
    }

    /** @param fees what recurs and set-up fees of this calendar month */
    private record Client(
            String name, Currency currency, BigDecimal credit, BigDecimal balance, BigDecimal week, BigDecimal fees) {}

    public AccountView account(AccountId accountId) {
        return db.transaction(session -> {
            var client = client(session, accountId).orElseThrow(() -> Refused.unknown("account.unknown", accountId));
            var zero = Money.zero(client.currency());
            var fees = new Money(client.fees(), client.currency());
            var services = services(session, ServiceReader.Of.ACCOUNT, accountId.value());
            return new AccountView(
                    accountId.value(),
                    client.name(),
                    new Money(client.balance(), client.currency()),
                    new Money(client.credit(), client.currency()),
                    services.stream().map(service -> service.charged(zero)).reduce(fees, Money::plus),
                    forecast(services, fees),
                    daysLeft(client),
                    services);
        });
    }

    /** Services of a client, those in trouble first. */
    public ServiceView service(AccountId accountId, ServiceId serviceId) {
        return account(accountId).services().stream()
                .filter(service -> service.id() == serviceId.value())
                .findFirst()
                .orElseThrow(() -> Refused.unknown("service.unknown", serviceId));
    }

    public List<ServiceView> ofServer(long serverId) {
        return db.transaction(session -> services(session, ServiceReader.Of.SERVER, serverId));
    }

    private Optional<Client> client(Session session, AccountId accountId) throws SQLException {
        var today = LocalDate.now(clock);
        return session.find(
                CLIENT, Overview::client, today.minusDays(WEEK.longValue()), today.withDayOfMonth(1), accountId);
    }

    private static Client client(Row row) throws SQLException {
        return new Client(
                row.text("name"),
                Currency.getInstance(row.text("currency")),
                row.decimal("credit_limit"),
                row.decimal("balance"),
                row.decimal("week"),
                row.decimal("fees"));
    }

    private List<ServiceView> services(Session session, ServiceReader.Of scope, long id) throws SQLException {
        var reader = new ServiceReader(session, clock, suspensions, scope, id);
        var services = new ArrayList<>(reader.services());
        services.sort(Comparator.comparing(ServiceView::isSuspended)
                .thenComparing(ServiceView::level)
                .reversed()
                .thenComparing(ServiceView::vmName));
        return services;
    }

    private static Money forecast(List<ServiceView> services, Money fees) {
        return services.stream()
                .flatMap(service -> service.addOns().stream())
                .map(addOn -> addOn.forecastCharge().orElse(addOn.monthCharged()))
                .reduce(fees, Money::plus);
    }

    private static @Nullable Long daysLeft(Client client) {
        var funds = client.balance().add(client.credit());
        if (client.week().signum() <= 0) {
            return null;
        }
        return funds.signum() <= 0
                ? 0L
                : funds.multiply(WEEK)
                        .divide(client.week(), 0, RoundingMode.DOWN)
                        .longValue();
    }
}
