package org.vimeter.overview;

import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vimeter.catalog.MeterQuantities;
import org.vimeter.catalog.Period;
import org.vimeter.db.Row;
import org.vimeter.db.Session;
import org.vimeter.enforcement.Suspension;
import org.vimeter.enforcement.Suspensions;
import org.vimeter.money.Money;
import org.vimeter.offer.MeteredTerms;
import org.vimeter.offer.PublishedTerms;
import org.vimeter.service.Service;
import org.vimeter.service.TermsInForce;
import org.vimeter.usage.MonthTotals;
import org.vimeter.usage.UsageDays;
import org.vimeter.vm.Vm;

/** Puts services together from their rows. */
final class ServiceReader {
    private static final String SERVICES = """
            select s.*, a.name as account_name, a.currency, p.name as package_name, v.name as server_name, v.zone, m.state
                from services s join accounts a on a.id = s.account_id join service_packages p on p.id = s.package_id
                    join servers v on v.id = s.server_id left join vm_states m on m.service_id = s.id
            """;

    /** Whose services are read, and which packages they have. */
    enum Of {
        ACCOUNT(
                SERVICES + " where s.account_id = ? order by s.vm_name",
                "select distinct p.package_id from (select id, package_id from services union select service_id, package_id from service_configs) p join services s on s.id = p.id where s.account_id = ?"),
        SERVER(
                SERVICES + " where s.server_id = ? order by s.vm_name limit 500",
                "select distinct p.package_id from (select id, package_id from services union select service_id, package_id from service_configs) p join services s on s.id = p.id where s.server_id = ?");

        private final String services;
        private final String packages;

        Of(String services, String packages) {
            this.services = services;
            this.packages = packages;
        }
    }

    private final Session session;
    private final Clock clock;
    private final Suspensions suspensions;
    private final PublishedTerms published;

    private final Of scope;
    private final long id;

    ServiceReader(Session session, Clock clock, Suspensions suspensions, Of scope, long id) throws SQLException {
        this.session = session;
        this.scope = scope;
        this.id = id;
        this.clock = clock;
        this.suspensions = suspensions;
        this.published =
                PublishedTerms.ofPackages(session, session.list(scope.packages, row -> row.number("package_id"), id));
    }

    private record KnownDays(int days, @Nullable LocalDate last) {}

    List<ServiceView> services() throws SQLException {
        var open = suspensions.open();
        return session.list(scope.services, row -> service(row, open), id);
    }

    private ServiceView service(Row row, List<Suspension> open) throws SQLException {
        long service = row.number("id");
        var state = row.textOrNull("state");
        var yesterday =
                LocalDate.now(clock.withZone(ZoneId.of(row.text("zone")))).minusDays(1);
        return new ServiceView(
                service,
                row.number("account_id"),
                row.text("account_name"),
                row.text("vm_name"),
                row.text("package_name"),
                row.number("server_id"),
                row.text("server_name"),
                row.day("first_day"),
                row.dayOrNull("last_day"),
                state == null ? null : Vm.Power.valueOf(state),
                addOns(row, yesterday),
                open.stream().filter(one -> one.serviceId() == service).toList());
    }

    private List<AddOnUsage> addOns(Row row, LocalDate day) throws SQLException {
        long service = row.number("id");
        var month = Period.MONTH.start(day);
        var totals = MonthTotals.of(session, month, List.of(service)).getOrDefault(service, MeterQuantities.NONE);
        var today = UsageDays.quantities(session, day, List.of(service)).getOrDefault(service, MeterQuantities.NONE);
        var inMonth = known(service, month, day);
        var billed = Service.from(row);
        var addOns = new ArrayList<AddOnUsage>();
        for (var counted : TermsInForce.of(session, List.of(service)).on(published, billed, day)) {
            var terms = counted.terms();
            var known = counted.partial() ? known(service, counted.from(), day) : inMonth;
            addOns.add(new AddOnUsage(
                    terms,
                    counted.start(),
                    counted.used(session, service, totals, today),
                    charged(terms, service, counted.start()),
                    charged(terms, service, month),
                    known.days(),
                    known.last()));
        }
        return addOns;
    }

    private Money charged(MeteredTerms terms, long service, LocalDate from) throws SQLException {
        var sum = session.one("""
                select coalesce(sum(c.amount), 0) as amount from charges c
                    left join charge_reversals v using (service_id, period_start, add_on_id, sequence)
                    where c.service_id = ? and c.add_on_id = ? and c.period_start >= ? and v.entry_id is null
                """, row -> row.decimal("amount"), service, terms.addOnId(), from);
        return new Money(sum, terms.tariff().price().currency());
    }

    private KnownDays known(long service, LocalDate month, LocalDate day) throws SQLException {
        var days = UsageDays.between(session, service, month, day).stream()
                .filter(one -> one.usage().isKnown())
                .map(UsageDays.UsageDay::day)
                .toList();
        return new KnownDays(days.size(), days.isEmpty() ? null : days.get(days.size() - 1));
    }
}
