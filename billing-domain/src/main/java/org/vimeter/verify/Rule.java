package org.vimeter.verify;

/** Something that must hold, as a query for the rows that break it: each names itself in {@code line}. */
enum Rule {
    /** A client's balance is the sum of his entries. */
    BALANCE("""
            select 'ledger account ' || b.ledger_account_id as line from balance b left join (
                    select id, sum(amount) as amount from (
                        select credit_id as id, amount from ledger_entry union all select debit_id, -amount from ledger_entry) legs
                        group by id) p on p.id = b.ledger_account_id
                where b.amount <> coalesce(p.amount, 0)
            """),
    /** Each client's ledger account has a balance. */
    BALANCE_MISSING("""
            select 'ledger account ' || l.id as line from ledger_account l
                where l.kind = 'CLIENT' and not exists (select 1 from balance b where b.ledger_account_id = l.id)
            """),
    /** Each entry has what it is for: a charge of a real run, a fee, or money that staff booked. */
    CAUSE("""
            select 'entry ' || e.id as line from ledger_entry e
                where e.cause = 'CHARGE' and not exists (select 1 from charge c join run r on r.id = c.run_id and not r.dry
                        where c.entry_id = e.id and abs(c.amount) = e.amount)
                    or e.cause = 'FEE' and not exists (select 1 from recurring_charge c
                        where c.entry_id = e.id and abs(c.amount) = e.amount)
            """),
    /** A charge debits the client whose service it is for, a credit credits him. */
    SIDE("""
            select 'entry ' || e.id as line from (select entry_id, service_id, amount from charge
                    union all select entry_id, service_id, amount from recurring_charge where entry_id is not null) c
                join ledger_entry e on e.id = c.entry_id join service s on s.id = c.service_id
                join ledger_account l on l.id = case when c.amount > 0 then e.debit_id else e.credit_id end
                where l.account_id is distinct from s.account_id
            """),
    /** Payments and adjustments are between the client and the house. */
    MONEY("""
            select 'entry ' || e.id as line from ledger_entry e join ledger_account d on d.id = e.debit_id
                join ledger_account c on c.id = e.credit_id
                where e.cause in ('PAYMENT', 'ADJUSTMENT') and (d.kind = 'CLIENT') = (c.kind = 'CLIENT')
                    or d.currency <> e.currency or c.currency <> e.currency
            """),
    /** The charges of a period add up to what it was rated at last. */
    CHARGES("""
            select 'charges of service ' || c.service_id || ', add-on ' || c.add_on_id || ', ' || c.period_start as line
                from charge c where not exists (select 1 from charge_reversal v where v.service_id = c.service_id
                    and v.add_on_id = c.add_on_id and v.period_start = c.period_start)
                group by c.service_id, c.add_on_id, c.period_start
                having sum(c.amount) <> (array_agg(c.rated order by c.sequence desc))[1] or max(c.sequence) <> count(*)
            """),
    /** The fees of a period add up to what it was rated at last. */
    FEES("""
            select 'fees of service ' || c.service_id || ', ' || c.per || ' ' || c.period_start as line
                from recurring_charge c where not exists (select 1 from recurring_reversal v where v.service_id = c.service_id
                    and v.per = c.per and v.period_start = c.period_start)
                group by c.service_id, c.per, c.period_start
                having sum(c.amount) <> (array_agg(c.rated order by c.sequence desc))[1] or max(c.sequence) <> count(*)
            """),
    /** The lines of a fee add up to its price. */
    LINES("""
            select 'fee of service ' || c.service_id || ', ' || c.per || ' ' || c.period_start || ' no. ' || c.sequence as line
                from recurring_charge c left join (select service_id, per, period_start, sequence, sum(amount) as amount
                        from recurring_line group by 1, 2, 3, 4) l using (service_id, per, period_start, sequence)
                where c.rated <> coalesce(l.amount, 0)
            """),
    /** What a reversed charge or fee is to come to is known. */
    REVERSALS("""
            select 'reversal ' || v.id as line from ledger_entry v
                where v.cause = 'REVERSAL' and (
                    exists (select 1 from charge c where c.entry_id = v.reverses_id)
                        and not exists (select 1 from charge_reversal r where r.entry_id = v.id)
                    or exists (select 1 from recurring_charge c where c.entry_id = v.reverses_id)
                        and not exists (select 1 from recurring_reversal r where r.entry_id = v.id))
            """),
    /** A reversal moves the same amount back. */
    REVERSED_AMOUNT("""
            select 'reversal ' || v.id as line from ledger_entry v join ledger_entry e on e.id = v.reverses_id
                where v.amount <> e.amount or v.debit_id <> e.credit_id or v.credit_id <> e.debit_id
            """),
    /** A month's total is the sum of its days. */
    TOTALS("""
            select 'total of service ' || coalesce(t.service_id, d.service_id) || ', ' || coalesce(t.month, d.month) as line
                from (select month, service_id, q.position, q.quantity from month_total,
                            unnest(quantities) with ordinality as q (quantity, position) where q.quantity <> 0) t
                    full join (select date_trunc('month', day)::date as month, service_id, q.position, sum(q.quantity) as quantity
                            from usage_day, unnest(quantities) with ordinality as q (quantity, position)
                            group by 1, 2, 3 having sum(q.quantity) <> 0) d using (month, service_id, position)
                where t.quantity is distinct from d.quantity
            """),
    /** Usage is of days on which the service lived. */
    LIFE("""
            select 'usage of service ' || u.service_id || ' on ' || u.day as line
                from usage_day u left join service s on s.id = u.service_id
                where s.id is null or u.day < s.first_day or u.day > s.last_day
            """),
    /** A day that was read has a row for each service that lived on it. */
    DAYS("""
            select 'service ' || s.id || ' on ' || r.day as line
                from (select server_id, day, min(started_at) as at from run where status = 'DONE' and not dry group by 1, 2) r
                    join service s on s.server_id = r.server_id and s.first_day <= r.day and (s.last_day is null or s.last_day >= r.day)
                where not exists (select 1 from usage_day u where u.service_id = s.id and u.day = r.day)
                    and exists (select 1 from run n where n.server_id = r.server_id and n.day = r.day and n.status = 'DONE'
                        and not n.dry and n.services > 0)
                    and not exists (select 1 from service_config c where c.service_id = s.id and c.written_at > r.at)
                    and s.first_day < r.day - 1
            """),
    /** A VM and day belong to one service. */
    ONE_SERVICE("""
            select 'services ' || a.id || ' and ' || b.id as line from service a join service b
                on b.server_id = a.server_id and b.vm_id = a.vm_id and b.id > a.id
                    and daterange(a.first_day, a.last_day, '[]') && daterange(b.first_day, b.last_day, '[]')
            """),
    /** An order has made one service, when it is through, and none before. */
    ONE_VM("""
            select 'order ' || o.id as line from service_order o
                where o.kind = 'NEW' and (o.status = 'DONE') <> (o.service_id is not null)
            union all
            select 'service ' || service_id from service_order where kind = 'NEW' and service_id is not null
                group by service_id having count(*) > 1
            """),
    /** A limit's suspension ends with its period. */
    PAST_LIMIT("""
            select 'suspension ' || u.id as line from suspension u join service s on s.id = u.service_id
                join server v on v.id = s.server_id
                where u.cause = 'LIMIT' and u.lifted_at is null and v.active
                    and u.lifts_on < (?::timestamptz at time zone v.zone)::date - 1
            """),
    /** Who has money is not suspended for lack of it; an hour may pass. */
    PAID("""
            select 'suspension ' || u.id as line from suspension u join service s on s.id = u.service_id
                join account_funds a on a.account_id = s.account_id
                where u.cause = 'FUNDS' and u.lifted_at is null and a.funds >= 0
                    and not exists (select 1 from ledger_entry e where a.client_id in (e.debit_id, e.credit_id)
                        and e.at > ?::timestamptz - interval '1 hour')
            """),
    /** An ended service has nothing open. */
    ENDED("""
            select 'suspension ' || u.id as line from suspension u join service s on s.id = u.service_id
                where s.last_day is not null and u.lifted_at is null
            union all
            select 'intent ' || i.id from open_intent i join service s on s.id = i.service_id
                where s.last_day is not null
            union all
            select 'service ' || id from service where last_day is not null and renews_on is not null
            """),
    /** What is due is begun within a day. */
    STANDS_STILL("""
            select 'order ' || o.id as line from service_order o join server v on v.id = o.server_id
                where v.active and o.status = 'OPEN' and o.next_at < ?::timestamptz - interval '1 day' and o.not_before is null
            union all
            select 'intent ' || i.id from power_intent i join service s on s.id = i.service_id join server v on v.id = s.server_id
                where v.active and i.status = 'OPEN' and i.next_at < ?::timestamptz - interval '1 day'
            """),
    /** A period that began is charged, or somebody knows why not. */
    RENEWED("""
            select 'service ' || s.id as line from service s join server v on v.id = s.server_id
                where v.active and s.last_day is null and s.renews_on < (?::timestamptz at time zone v.zone)::date - 1
                    and not exists (select 1 from renewal_hold h where h.service_id = s.id)
                    and not exists (select 1 from order_at_work o where o.service_id = s.id and o.kind = 'END')
            """),
    /** Nothing waits to be booked when no run is under way. */
    PROPOSALS("""
            select distinct 'proposals of run ' || p.run_id as line from proposal p
                where not exists (select 1 from run r where r.id = p.run_id and r.status in ('RUNNING', 'FAILED'))
            """);

    private final String sql;

    Rule(String sql) {
        this.sql = sql;
    }

    String sql() {
        return sql;
    }

    /** How often the moment of the verification stands in the query. */
    int moments() {
        return sql.length() - sql.replace("?", "").length();
    }
}
