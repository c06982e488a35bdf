package org.vimeter.benchmark;

import java.util.List;
import org.vimeter.db.Db;

/** A benchmark of two things that do not write the same is worth nothing. */
final class Books {
    /** What is charged to each service for each add-on and period. */
    private static final String CHARGES = """
            select coalesce(md5(string_agg(concat_ws(' ', c.service_id, a.name, c.period_start, c.quantity, c.amount), ','
                    order by c.service_id, a.name, c.period_start, c.sequence)), '') as sum
                from charge c join add_on a on a.id = c.add_on_id where c.service_id between ? and ?
            """;

    private static final String TOTALS = """
            select coalesce(md5(string_agg(service_id || ' ' || month || ' ' || quantities::text, ',' order by service_id, month)), '') as sum
                from month_total where service_id between ? and ?
            """;
    private static final String USAGE = """
            select coalesce(md5(string_agg(service_id || ' ' || day || ' ' || quantities::text || raws || states, ','
                    order by service_id, day)), '') as sum
                from usage_day where service_id between ? and ?
            """;
    private static final String BALANCES = """
            select coalesce(md5(string_agg(l.account_id || ' ' || b.amount, ',' order by l.account_id)), '') as sum
                from balance b join ledger_account l on l.id = b.ledger_account_id where l.account_id between ? and ?
            """;
    private static final int RANGE = 10_000;

    private Books() {}

    /** Service by service, and account by account, ten thousand at a time. */
    static void requireSame(Db one, Db other, int services) {
        for (var what : List.of(CHARGES, TOTALS, USAGE, BALANCES)) {
            for (int from = 1; from <= services; from += RANGE) {
                int last = from + RANGE - 1;
                if (!sum(one, what, from, last).equals(sum(other, what, from, last))) {
                    throw new IllegalStateException(
                            "The books differ between services " + from + " and " + last + ": " + what);
                }
            }
        }
    }

    private static String sum(Db db, String what, int from, int last) {
        return db.find(what, row -> row.text("sum"), from, last).orElseThrow();
    }
}
