package org.vimeter.dailyrun;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.vimeter.db.Row;
import org.vimeter.db.Rows;
import org.vimeter.db.Session;
import org.vimeter.enforcement.Limits;
import org.vimeter.enforcement.Limits.Breach;
import org.vimeter.enforcement.Limits.Relief;
import org.vimeter.ledger.Charges;
import org.vimeter.ledger.LedgerAccounts;
import org.vimeter.ledger.LedgerAccounts.House;
import org.vimeter.ledger.NewCharge;

/**
 * What a run is going to book, kept in the database between collecting and posting, since the brakes must see all of it
 * first. Only services that owe something or reached a limit have rows, so posting does not walk the others.
 */
final class Proposals {
    private static final String ENDS = """
            select service_id from (select service_id, row_number() over (order by service_id) as place, count(*) over () as last
                    from proposal where run_id = ?) p
                where place % ? = 0 or place = last order by service_id
            """;
    private static final String POST =
            "delete from proposal where run_id = ? and service_id > ? and service_id <= ? returning *";

    private final RunContext run;

    Proposals(RunContext run) {
        this.run = run;
    }

    void keep(Session session, List<Proposal> proposals) throws SQLException {
        if (proposals.isEmpty()) {
            return;
        }
        session.update("""
                insert into proposal (run_id, service_id, add_on_id, period_start, sequence, terms_id, client_id, quantity, rated, amount,
                        currency, lifts_on, relieves_on)
                    select r.run_id, n.* from (select ?::bigint as run_id) r, @rows
                """, run.runId(), rows(proposals));
    }

    private static Rows<Proposal> rows(List<Proposal> proposals) {
        return Rows.of(proposals)
                .number("service_id", one -> one.charge().serviceId())
                .number("add_on_id", one -> one.charge().addOnId())
                .day("period_start", one -> one.charge().periodStart())
                .integer("sequence", one -> one.charge().sequence())
                .number("terms_id", one -> one.charge().termsId())
                .number("client_id", one -> one.charge().clientLedgerAccount())
                .number("quantity", one -> one.charge().quantity())
                .decimal("rated", one -> one.charge().rated().amount())
                .decimal("amount", one -> one.charge().amount().amount())
                .text("currency", one -> one.charge().amount().currency())
                .day("lifts_on", Proposal::liftsOn)
                .day("relieves_on", Proposal::relievesOn);
    }

    /** The last service of each chunk, found in one walk: what comes next is not looked for again after each of them. */
    List<Long> ends(Session session) throws SQLException {
        return session.list(ENDS, row -> row.number("service_id"), run.runId(), run.chunk());
    }

    /**
     * Books what some services owe and forgets it. They are named by a range of their numbers: a list of them is
     * joined to all that waits whenever the statistics are those of the empty table of before the night.
     *
     * @param after the last service that was booked
     * @param last the last one that is booked now
     */
    void post(Session session, Instant at, long after, long last) throws SQLException {
        var chunk = session.list(POST, Proposals::proposal, run.runId(), after, last);
        var charges = chunk.stream().filter(Proposal::isOfMoney).map(Proposal::charge);
        charge(session, at, charges.toList());
        limit(session, at, chunk);
    }

    private void limit(Session session, Instant at, List<Proposal> chunk) throws SQLException {
        var finding = new Limits.Finding(run.runId(), run.day(), at, run.order().actor());
        var breaches = chunk.stream().filter(one -> one.suspendsOn(run.today())).map(Proposals::breach);
        var reliefs = chunk.stream().flatMap(one -> relief(one).stream());
        Limits.suspend(session, finding, breaches.toList());
        Limits.relieve(session, finding, reliefs.toList());
    }

    private static Breach breach(Proposal proposal) {
        var charge = proposal.charge();
        var liftsOn = Objects.requireNonNull(proposal.liftsOn());
        return new Breach(charge.serviceId(), charge.addOnId(), charge.termsId(), charge.quantity(), liftsOn);
    }

    private static Optional<Relief> relief(Proposal proposal) {
        var charge = proposal.charge();
        return Optional.ofNullable(proposal.relievesOn())
                .map(day -> new Relief(charge.serviceId(), charge.addOnId(), day));
    }

    private void charge(Session session, Instant at, List<NewCharge> charges) throws SQLException {
        var booking =
                new Charges.Booking(run.runId(), run.day(), at, run.order().actor());
        for (var currency :
                charges.stream().map(one -> one.amount().currency()).distinct().toList()) {
            long revenue = LedgerAccounts.house(session, House.REVENUE, currency);
            var ofCurrency = charges.stream()
                    .filter(one -> one.amount().currency().equals(currency))
                    .toList();
            Charges.post(session, booking, revenue, ofCurrency);
        }
    }

    /** Whatever an earlier, killed attempt or a held day left. */
    static void clear(Session session, long serverId) throws SQLException {
        session.update("delete from proposal where run_id in (select id from run where server_id = ?)", serverId);
    }

    private static Proposal proposal(Row row) throws SQLException {
        return new Proposal(charge(row), row.dayOrNull("lifts_on"), row.dayOrNull("relieves_on"));
    }

    private static NewCharge charge(Row row) throws SQLException {
        return new NewCharge(
                row.number("service_id"),
                row.number("add_on_id"),
                row.day("period_start"),
                (int) row.number("sequence"),
                row.number("terms_id"),
                row.number("client_id"),
                row.number("quantity"),
                row.money("rated", "currency"),
                row.money("amount", "currency"));
    }
}
