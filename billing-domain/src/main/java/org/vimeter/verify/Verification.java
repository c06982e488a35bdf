package org.vimeter.verify;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.vimeter.account.AccountId;
import org.vimeter.db.Db;
import org.vimeter.db.Session;
import org.vimeter.explain.Explanations;
import org.vimeter.explain.RecurringExplanations;
import org.vimeter.ledger.Statement;

/** Checks everything that must be true of a living database, and says which row breaks which rule. */
public final class Verification {
    private static final String KEEP_FINDING =
            "insert into verification_finding (verification_id, rule, line) values (?, ?, ?)";
    private static final String KEEP = """
            insert into verification (started_at, finished_at, recomputed, last_entry) values (?, ?, ?, ?) returning id
            """;

    private static final int MOST_ROWS = 100;
    private static final int CHUNK = 500;
    private static final Duration DAILY = Duration.ofHours(24);

    private final Db db;
    private final Clock clock;

    public Verification(Db db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * A row that breaks a rule.
     *
     * @param rule its constant, such as {@code BALANCE}
     */
    public record Finding(String rule, String row) {}

    /** @param recomputed how many charges and fees were computed again */
    public record Result(long id, Instant startedAt, Instant finishedAt, long recomputed, List<Finding> findings) {}

    /** Everything, except that charges which an earlier verification computed again are not once more. */
    public Result verify() {
        return verify(last().map(Result::id).flatMap(this::lastEntry).orElse(0L));
    }

    /** Everything, each charge ever made included. */
    public Result verifyAll() {
        return verify(0);
    }

    /** When the last one was begun a day ago; on one node, whoever looks first. */
    public Optional<Result> verifyIfDue() {
        var now = clock.instant();
        boolean mine = db.transaction(session -> {
            session.find("select 1 from verification_due for update", row -> true);
            return session.update("update verification_due set next_at = ? where next_at <= ?", now.plus(DAILY), now)
                    == 1;
        });
        return mine ? Optional.of(verify()) : Optional.empty();
    }

    private Result verify(long afterEntry) {
        var started = clock.instant();
        var findings = new ArrayList<Finding>();
        long last = lastEntry();
        for (var rule : Rule.values()) {
            findings.addAll(look(rule, started));
        }
        findings.addAll(scales());
        findings.addAll(limits(started));
        long recomputed = recompute(afterEntry, last, findings);
        return keep(started, last, recomputed, findings);
    }

    private long lastEntry() {
        return db.find("select coalesce(max(id), 0) as id from ledger_entry", row -> row.number("id"))
                .orElse(0L);
    }

    private List<Finding> look(Rule rule, Instant now) {
        var moments = Collections.nCopies(rule.moments(), (Object) now).toArray();
        return db.rehearse(session -> {
            session.update("set transaction isolation level repeatable read, read only");
            return session.list(
                    "select line from (" + rule.sql() + ") broken order by line limit " + MOST_ROWS,
                    row -> new Finding(rule.name(), row.text("line")),
                    moments);
        });
    }

    private List<Finding> limits(Instant now) {
        return db.rehearse(session -> {
            session.update("set transaction isolation level repeatable read, read only");
            return new LimitCauses(session, now).find();
        });
    }

    /** Money has the decimals of its currency. */
    private List<Finding> scales() {
        var findings = new ArrayList<Finding>();
        for (var code : db.list("select distinct currency from ledger_account", row -> row.text("currency"))) {
            int digits = Math.max(0, Currency.getInstance(code).getDefaultFractionDigits());
            findings.addAll(db.list(
                    "select id from ledger_entry where currency = ? and trim_scale(amount) <> round(amount, ?) limit 100",
                    row -> new Finding("SCALE", "entry " + row.number("id")),
                    code,
                    digits));
        }
        return findings;
    }

    private record Charged(long entryId, long accountId) {}

    /** Each charge and fee follows from the rows and the terms that are stored. */
    private long recompute(long after, long last, List<Finding> findings) {
        var statement = new Statement(db);
        var charges = new Explanations(db, statement);
        var fees = new RecurringExplanations(db, statement);
        long position = after;
        long recomputed = 0;
        var chunk = charged(position, last);
        while (!chunk.isEmpty()) {
            for (var one : chunk) {
                boolean follows = charges.of(new AccountId(one.accountId()), one.entryId())
                                .map(why -> why.matches())
                                .orElse(true)
                        && fees.of(new AccountId(one.accountId()), one.entryId())
                                .map(why -> why.matches())
                                .orElse(true);
                if (!follows && findings.size() < MOST_ROWS * Rule.values().length) {
                    findings.add(new Finding("RECOMPUTE", "entry " + one.entryId()));
                }
                recomputed++;
            }
            position = chunk.get(chunk.size() - 1).entryId();
            chunk = charged(position, last);
        }
        return recomputed;
    }

    private List<Charged> charged(long after, long last) {
        return db.list("""
                select e.id, l.account_id from ledger_entry e
                    join ledger_account l on l.id in (e.debit_id, e.credit_id) and l.kind = 'CLIENT'
                    where e.id > ? and e.id <= ? and e.cause in ('CHARGE', 'FEE') order by e.id limit ?
                """, row -> new Charged(row.number("id"), row.number("account_id")), after, last, CHUNK);
    }

    private Result keep(Instant started, long last, long recomputed, List<Finding> findings) {
        var finished = clock.instant();
        return db.transaction(session -> {
            long id = session.one(
                    KEEP, row -> row.number("id"), started, finished, recomputed, findings.isEmpty() ? last : 0);
            for (var finding : findings) {
                session.update(KEEP_FINDING, id, finding.rule(), finding.row());
            }
            return new Result(id, started, finished, recomputed, List.copyOf(findings));
        });
    }

    private Optional<Long> lastEntry(long verification) {
        return db.find(
                "select last_entry from verification where id = ?", row -> row.number("last_entry"), verification);
    }

    /** The newest one. */
    public Optional<Result> last() {
        return db.transaction(session -> session.find(
                "select * from verification order by id desc limit 1",
                row -> new Result(
                        row.number("id"),
                        row.instant("started_at"),
                        row.instant("finished_at"),
                        row.number("recomputed"),
                        findings(session, row.number("id")))));
    }

    private static List<Finding> findings(Session session, long verification) throws SQLException {
        return session.list(
                "select * from verification_finding where verification_id = ? order by id",
                row -> new Finding(row.text("rule"), row.text("line")),
                verification);
    }
}
