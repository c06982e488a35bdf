package org.vimeter.verify;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.vimeter.db.Row;
import org.vimeter.db.Session;
import org.vimeter.offer.PublishedTerms;
import org.vimeter.rating.Rating;
import org.vimeter.service.Service;
import org.vimeter.service.TermsInForce;
import org.vimeter.usage.UsageDays;
import org.vimeter.verify.Verification.Finding;

/** Whether each suspension at a limit still has its cause: usage that reaches the limit in force. */
final class LimitCauses {
    static final String RULE = "LIMIT_CAUSE";
    private static final int CHUNK = 200;
    private static final int MOST_ROWS = 100;

    private final Session session;
    private final Instant now;

    LimitCauses(Session session, Instant now) {
        this.session = session;
        this.now = now;
    }

    private record Open(long id, long addOnId, LocalDate day, Service billed) {
        static Open of(Row row) throws SQLException {
            return new Open(row.number("suspension_id"), row.number("add_on_id"), row.day("day"), Service.from(row));
        }
    }

    List<Finding> find() throws SQLException {
        var findings = new ArrayList<Finding>();
        long last = 0;
        for (var chunk = after(last); !chunk.isEmpty() && findings.size() < MOST_ROWS; chunk = after(last)) {
            var packages = chunk.stream()
                    .map(one -> one.billed().packageId().value())
                    .distinct()
                    .toList();
            var published = PublishedTerms.ofPackages(session, packages);
            for (var one : chunk) {
                if (!isReached(published, one)) {
                    findings.add(new Finding(RULE, "suspension " + one.id()));
                }
            }
            last = chunk.get(chunk.size() - 1).id();
        }
        return findings;
    }

    private List<Open> after(long id) throws SQLException {
        return session.list("""
                select u.id as suspension_id, u.add_on_id, u.day, s.*, a.currency, v.zone
                    from suspension u join service s on s.id = u.service_id join account a on a.id = s.account_id
                        join server v on v.id = s.server_id
                    where u.cause = 'LIMIT' and u.lifted_at is null and v.active and s.last_day is null and u.id > ?
                        and u.lifts_on > (?::timestamptz at time zone v.zone)::date
                    order by u.id limit ?
                """, Open::of, id, now, CHUNK);
    }

    private boolean isReached(PublishedTerms published, Open open) throws SQLException {
        var inForce = TermsInForce.of(session, List.of(open.billed().id().value()));
        for (var counted : inForce.on(published, open.billed(), open.day())) {
            var terms = counted.terms();
            if (terms.addOnId() == open.addOnId()) {
                var quantities = UsageDays.sum(session, open.billed().id().value(), counted.from(), counted.to());
                return Rating.rate(terms.tariff(), terms.used(quantities)).limitBreached();
            }
        }
        return false;
    }
}
