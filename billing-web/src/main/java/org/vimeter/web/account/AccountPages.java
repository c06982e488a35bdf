package org.vimeter.web.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vimeter.catalog.Meters;
import org.vimeter.catalog.Units;
import org.vimeter.db.Db;
import org.vimeter.db.Part;
import org.vimeter.enforcement.Suspensions;
import org.vimeter.explain.Explanations;
import org.vimeter.explain.RecurringExplanations;
import org.vimeter.input.Texts;
import org.vimeter.ledger.Statement;
import org.vimeter.measure.Unit;
import org.vimeter.order.Orders;
import org.vimeter.overview.Overview;
import org.vimeter.overview.ServiceDetails;
import org.vimeter.overview.ServiceView;
import org.vimeter.problem.Refused;
import org.vimeter.secret.Secrets;
import org.vimeter.service.ServiceId;
import org.vimeter.usage.State;
import org.vimeter.usage.UsageDays;
import org.vimeter.web.kit.Account;
import org.vimeter.web.kit.BarChart;
import org.vimeter.web.kit.View;

/** The pages of one account, the same for its client and for staff; only the path before them differs. */
@Singleton
public class AccountPages {
    private static final int PAGE = 50;

    private final Db db;
    private final Clock clock;
    private final Overview overview;
    private final Statement statement;
    private final Suspensions suspensions;

    @Inject
    private ServiceDetails details;

    @Inject
    private Orders orders;

    @Inject
    private Secrets secrets;

    @Inject
    public AccountPages(Db db, Clock clock, Overview overview, Statement statement, Suspensions suspensions) {
        this.db = db;
        this.clock = clock;
        this.overview = overview;
        this.statement = statement;
        this.suspensions = suspensions;
    }

    private String panelPassword(Account account, long serviceId) {
        return orders.panelPassword(account.id(), new ServiceId(serviceId))
                .map(secrets::open)
                .orElse("");
    }

    void power(Account account, long service, String actor, String action) {
        switch (action) {
            case "stop" -> suspensions.stop(account.id(), new ServiceId(service), actor);
            case "start" -> suspensions.start(account.id(), new ServiceId(service), actor);
            default -> throw Refused.because("request.constant", action, "[stop, start]");
        }
    }

    View home(Account account) {
        return view("account/home", account)
                .with("account", overview.account(account.id()))
                .with("orders", orders.open(account.id()))
                .with("key", UUID.randomUUID().toString());
    }

    View service(Account account, long serviceId, @Nullable String month) {
        var service = overview.service(account.id(), new ServiceId(serviceId));
        var shown = month(month);
        return view("account/service", account)
                .with("service", service)
                .with("month", shown)
                .with("previous", shown.minusMonths(1))
                .with("next", shown.plusMonths(1))
                .with("thisMonth", YearMonth.now(clock))
                .with("history", suspensions.ofService(new ServiceId(serviceId)))
                .with("life", details.of(account.id(), new ServiceId(serviceId)))
                .with("orders", orders.openOfService(new ServiceId(serviceId)))
                .with("panelPassword", account.isOwn() ? panelPassword(account, serviceId) : "")
                .with("charts", charts(service, shown));
    }

    View statement(Account account, @Nullable Long before) {
        var found = statement.page(account.id(), before == null ? Long.MAX_VALUE : before, PAGE + 1);
        var shown = Part.of(found, PAGE);
        return view("account/statement", account)
                .with("account", overview.account(account.id()))
                .with("entries", shown.rows())
                .with("older", shown.more() ? shown.last().id() : 0L)
                .with("first", before == null);
    }

    View why(Account account, long entryId) {
        var recurring = new RecurringExplanations(db, statement).of(account.id(), entryId);
        if (recurring.isPresent()) {
            return view("account/recurring", account).with("why", recurring.get());
        }
        var explanation = new Explanations(db, statement)
                .of(account.id(), entryId)
                .orElseThrow(() -> Refused.unknown("entry.unknown", entryId));
        return view("account/why", account).with("why", explanation);
    }

    private View view(String template, Account account) {
        return View.of(template).with("base", account.base());
    }

    private List<BarChart> charts(ServiceView service, YearMonth month) {
        return db.transaction(session -> {
            var units = Units.load(session).byName();
            var days = UsageDays.between(session, service.id(), month.atDay(1), month.atEndOfMonth());
            return Meters.load(session).all().stream()
                    .map(meter -> BarChart.of(meter, unit(service, meter, units), month, days))
                    .filter(chart -> chart.bars().stream()
                            .anyMatch(bar -> bar.state() != null && bar.state() != State.UNEXPECTED))
                    .toList();
        });
    }

    /** The unit that the client knows the meter by: that of the add-on that bills it. */
    private static Unit unit(ServiceView service, Meters.Meter meter, Map<String, Unit> units) {
        return service.addOns().stream()
                .filter(addOn -> addOn.terms().meters().contains(meter))
                .map(addOn -> addOn.terms().unit())
                .findFirst()
                .orElseGet(() -> Objects.requireNonNull(units.get(meter.baseUnit())));
    }

    private YearMonth month(@Nullable String text) {
        return text == null ? YearMonth.from(LocalDate.now(clock).minusDays(1)) : Texts.month(text);
    }
}
