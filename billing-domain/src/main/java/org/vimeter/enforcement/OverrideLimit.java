package org.vimeter.enforcement;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vimeter.catalog.Period;
import org.vimeter.db.Db;
import org.vimeter.db.Session;
import org.vimeter.measure.Unit;
import org.vimeter.offer.PublishedTerms;
import org.vimeter.problem.Refused;
import org.vimeter.rating.Rating;
import org.vimeter.service.MeteredPart;
import org.vimeter.service.Service;
import org.vimeter.service.ServiceId;
import org.vimeter.service.Services;
import org.vimeter.service.Services.SetLimit;
import org.vimeter.service.TermsInForce;

/** Gives one service another limit than its package has, from its present accounting period on. */
public final class OverrideLimit {
    private static final String LIFT = """
            update suspension set lifted_at = ?, lift = 'PERSON', lifted_by = ?
                where service_id = ? and add_on_id = ? and lifted_at is null
            """;
    private final Db db;
    private final Clock clock;

    public OverrideLimit(Db db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * @param addOn its internal name
     * @param limit in the add-on's unit
     * @param forGood else only until the accounting period is over
     */
    public record NewLimit(ServiceId serviceId, String addOn, BigDecimal limit, boolean forGood, String note) {}

    /** A suspension for this limit that the new one no longer gives a reason for is lifted. */
    public void set(NewLimit limit, String actor) {
        if (limit.note().isBlank()) {
            throw Refused.because("limit.no-reason", limit.addOn());
        }
        db.change(session -> {
            var counted = counted(session, Services.living(session, limit.serviceId()), limit.addOn());
            long quantity = quantity(counted, limit);
            write(session, limit, counted, quantity, actor);
            lift(session, limit.serviceId(), counted, quantity, actor);
        });
    }

    private MeteredPart counted(Session session, Service service, String addOn) throws SQLException {
        var published =
                PublishedTerms.ofPackages(session, List.of(service.packageId().value()));
        var parts =
                TermsInForce.of(session, List.of(service.id().value())).on(published, service, service.today(clock));
        return parts.stream()
                .filter(one -> one.terms().addOn().equals(addOn))
                .findFirst()
                .orElseThrow(() -> Refused.unknown("limit.unknown", service.id(), addOn));
    }

    private static long quantity(MeteredPart counted, NewLimit limit) {
        var unit = counted.terms().unit();
        long included = counted.terms().tariff().included();
        try {
            long quantity = unit.toBaseExact(limit.limit());
            if (quantity > 0 && quantity >= included) {
                return quantity;
            }
        } catch (ArithmeticException e) {
            // too fine or too large for whole base units: said below, as of one that is too low
        }
        throw tooLow(limit, unit, included);
    }

    private static Refused tooLow(NewLimit limit, Unit unit, long included) {
        var least = unit.fromBase(included).toPlainString();
        return Refused.because("limit.too-low", limit.limit().toPlainString(), unit, least);
    }

    /** A day's limit stops the VM on the day after, so the day before is read again under the new one. */
    private void write(Session session, NewLimit limit, MeteredPart counted, long quantity, String actor)
            throws SQLException {
        boolean daily = counted.terms().period() == Period.DAY;
        @Nullable LocalDate to = limit.forGood() ? null : counted.to();
        var from = daily ? counted.start().minusDays(1) : counted.start();
        var set = new SetLimit(limit.serviceId(), counted.terms().addOnId(), quantity, from, to);
        Services.limit(session, set, limit.note().strip(), actor, clock.instant());
    }

    private void lift(Session session, ServiceId serviceId, MeteredPart counted, long quantity, String actor)
            throws SQLException {
        var tariff = counted.terms().tariff().limitedTo(quantity);
        long addOn = counted.terms().addOnId();
        var used = session.find(
                "select quantity from suspension where service_id = ? and add_on_id = ? and lifted_at is null",
                row -> row.number("quantity"),
                serviceId,
                addOn);
        if (used.isPresent() && !Rating.rate(tariff, used.get()).limitBreached()) {
            session.update(LIFT, clock.instant(), actor, serviceId, addOn);
        }
    }
}
