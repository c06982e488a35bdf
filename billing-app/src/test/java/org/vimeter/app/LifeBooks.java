package org.vimeter.app;

import java.util.Map;

/** Queries that must find nothing, whatever happened: what may never be in the books. */
final class LifeBooks {
    static final Map<String, String> RULES = Map.ofEntries(
            Map.entry("an entry without its cause", """
                    select e.key as line from ledger_entry e where e.cause not in ('CHARGE', 'FEE', 'PAYMENT', 'REVERSAL')
                        or e.cause = 'REVERSAL' and not exists (select 1 from ledger_entry o where o.id = e.reverses_id
                            and o.amount = e.amount and o.debit_id = e.credit_id and o.credit_id = e.debit_id)
                        or e.cause = 'CHARGE' and not exists (select 1 from charge c join run r on r.id = c.run_id and not r.dry
                            where c.entry_id = e.id and abs(c.amount) = e.amount)
                        or e.cause = 'FEE' and not exists (select 1 from recurring_charge c
                            where c.entry_id = e.id and abs(c.amount) = e.amount)
                    """),
            Map.entry("an entry on the wrong side or account", """
                    select e.key as line from (select entry_id, service_id, amount from charge
                            union all select entry_id, service_id, amount from recurring_charge) c
                        join ledger_entry e on e.id = c.entry_id join service s on s.id = c.service_id
                        join ledger_account l on l.account_id = s.account_id
                        where l.id <> case when c.amount > 0 then e.debit_id else e.credit_id end
                    """),
            Map.entry("a period's fees that are not what was rated last", """
                    select service_id || ' ' || per || ' ' || period_start as line from recurring_charge
                        left join recurring_reversal v using (service_id, per, period_start, sequence)
                        group by service_id, per, period_start
                        having count(v.sequence) = 0 and sum(amount) <> (array_agg(rated order by sequence desc))[1]
                            or max(sequence) <> count(*) or min(sequence) <> 1
                    """),
            Map.entry("a period's charges that are not what was rated last", """
                    select service_id || ' ' || add_on_id || ' ' || period_start as line from charge
                        left join charge_reversal v using (service_id, add_on_id, period_start, sequence)
                        group by service_id, add_on_id, period_start
                        having count(v.sequence) = 0 and sum(amount) <> (array_agg(rated order by sequence desc))[1]
                            or max(sequence) <> count(*) or min(sequence) <> 1
                    """),
            Map.entry("a balance that is not the sum of its postings", """
                    select b.ledger_account_id || ' ' || b.amount as line from balance b where b.amount <> (
                        select coalesce(sum(case when e.credit_id = b.ledger_account_id then e.amount else -e.amount end), 0)
                            from ledger_entry e where b.ledger_account_id in (e.debit_id, e.credit_id))
                    """),
            Map.entry("a service without its one order", """
                    select 'service ' || s.id as line from service s where 1 <> (select count(*) from service_order o
                        where o.service_id = s.id and o.kind = 'NEW' and o.status = 'DONE')
                    """),
            Map.entry("an order that never came to a service, with one", """
                    select 'order ' || o.id as line from service_order o where o.kind = 'NEW'
                        and (o.status = 'DONE') <> (o.service_id is not null)
                    """),
            Map.entry("a name that another order's service has", """
                    select 'service ' || s.id as line from service s where not exists (select 1 from given_name g
                        join service_order o on o.id = g.order_id where g.name = s.vm_name and o.service_id = s.id)
                    """),
            Map.entry("two services of one VM", """
                    select server_id || ' ' || vm_id as line from service where last_day is null group by server_id, vm_id
                        having count(*) > 1
                    """));

    private LifeBooks() {}
}
