package org.vimeter.benchmark;

import java.time.LocalDate;
import org.vimeter.db.Db;

/** The same writes as a night of Vimeter, by somebody who trusts his data: one statement over all services. */
final class PlainSql {
    private static final String NIGHT = """
            with usage as (
                insert into usage_day (day, service_id, revision, run_id, stamp, read_at, quantities, raws, states)
                    select d.day, s.id, 1, 1, 1, now(), array[t.t, 3 * t.t, c.c * 1000, 864 * (v.v % 100)],
                            t.t || '|' || 3 * t.t || '|' || c.c || '|' || 864 * (v.v % 100), 'RRR' || case when v.v % 100 = 0 then 'Z' else 'R' end
                        from service s, (select ?::date as day) d,
                            lateral (select s.vm_id::bigint as v) v,
                            lateral (select 1000000 * (v.v % 1000 + extract(day from d.day)::bigint) as t) t,
                            lateral (select case when v.v % 10 = 0 then 5000 else 1000 end as c) c
                    returning day, service_id, quantities
            ), total as (
                insert into month_total as m (month, service_id, quantities) select date_trunc('month', day)::date, service_id, quantities from usage
                    on conflict (month, service_id) do update set quantities = array[m.quantities[1] + excluded.quantities[1],
                        m.quantities[2] + excluded.quantities[2], m.quantities[3] + excluded.quantities[3], m.quantities[4] + excluded.quantities[4]]
            ), over as (
                select u.day, u.service_id, l.id as client, a.id as add_on_id, t.id as terms_id, u.quantities[3] as quantity,
                        round((u.quantities[3] - t.included) * p.amount / 1000, 2) as amount,
                        'charge/' || u.service_id || '/' || a.id || '/' || u.day || '/1' as key
                    from usage u join service s on s.id = u.service_id
                        join add_on a on a.package_id = s.package_id and a.name = 'cpu' join terms t on t.add_on_id = a.id
                        join terms_price p on p.terms_id = t.id
                        join ledger_account l on l.kind = 'CLIENT' and l.account_id = s.account_id
                    where u.quantities[3] > t.included
            ), entry as (
                insert into ledger_entry (key, cause, actor, at, day, currency, debit_id, credit_id, amount)
                    select key, 'CHARGE', 'sql', now(), day, 'EUR', client, r.id, amount
                        from over, ledger_account r where r.kind = 'REVENUE'
                    returning id, key
            )
            insert into charge (service_id, add_on_id, period_start, sequence, terms_id, run_id, stamp, day, quantity, rated, amount, entry_id)
                select service_id, add_on_id, day, 1, terms_id, 1, 1, day, quantity, amount, amount, e.id from over join entry e using (key)
            """;

    private PlainSql() {}

    static void night(Db db, LocalDate day) {
        db.change(session -> session.update(NIGHT, day));
    }
}
