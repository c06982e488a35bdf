-- What a mistake that is taken back leaves behind, what holds a run or a renewal, and one service a VM and day.

-- A reversed charge or fee stands no more in its period. again: the next computation charges the period anew; else the
-- amount stays given (or, of a credit, taken) whatever the period comes to.

create table charge_reversal (
    service_id   bigint not null,
    add_on_id    bigint not null,
    period_start date not null,
    n            integer not null,
    entry_id     bigint not null unique references ledger_entry,
    again        boolean not null,
    primary key (service_id, period_start, add_on_id, n),
    foreign key (service_id, period_start, add_on_id, n) references charge (service_id, period_start, add_on_id, n)
);
create trigger append_only before update or delete on charge_reversal for each row execute function refuse_change();
create trigger no_truncate before truncate on charge_reversal execute function refuse_change();

create table recurring_reversal (
    service_id   bigint not null,
    per          text not null,
    period_start date not null,
    n            integer not null,
    entry_id     bigint not null unique references ledger_entry,
    again        boolean not null,
    primary key (service_id, per, period_start, n),
    foreign key (service_id, per, period_start, n) references recurring_charge (service_id, per, period_start, n)
);
create trigger append_only before update or delete on recurring_reversal for each row execute function refuse_change();
create trigger no_truncate before truncate on recurring_reversal execute function refuse_change();

-- Fees that were reversed before it was asked what becomes of them were meant to stay so.
insert into recurring_reversal (service_id, per, period_start, n, entry_id, again)
    select c.service_id, c.per, c.period_start, c.n, v.id, false
        from ledger_entry v join recurring_charge c on c.entry_id = v.reverses_id
        where not exists (select 1 from recurring_charge l where l.service_id = c.service_id and l.per = c.per
            and l.period_start = c.period_start and l.entry_id > v.id);

-- What a run would do beyond a brake: in all, to one account, or to one service. An approval lets pass no more than this.

create table run_excess (
    run_id   bigint not null references run,
    kind     text not null check (kind in ('DEBIT', 'CREDIT', 'ACCOUNT', 'SERVICE', 'SERVICE_CREDIT', 'SUSPENSIONS', 'FALLS')),
    subject  bigint not null default 0,
    currency text not null default '',
    amount   numeric not null,
    allowed  numeric not null,
    primary key (run_id, kind, subject, currency)
);

-- When a day begins on a server was set anew: what was read before is read again.
alter table server add column zone_changed_at timestamptz;

-- A VM and day belong to one service, also when one has ended. Two that are written at once come one after the other.
create index service_of_vm on service (server_id, vm_id);
create function keep_days_apart() returns trigger language plpgsql as $$
begin
    -- An end takes no day from anybody, also where earlier versions let two services have the same days.
    if tg_op = 'UPDATE' and new.server_id = old.server_id and new.vm_id = old.vm_id and new.first_day >= old.first_day
            and coalesce(new.last_day, 'infinity') <= coalesce(old.last_day, 'infinity') then
        return new;
    end if;
    perform pg_advisory_xact_lock(hashtextextended(new.server_id || '/' || new.vm_id, 0));
    if exists (select 1 from service s where s.server_id = new.server_id and s.vm_id = new.vm_id and s.id <> new.id
            and daterange(s.first_day, s.last_day, '[]') && daterange(new.first_day, new.last_day, '[]')) then
        raise exception 'VM % of server % has a service on some of the days of service %', new.vm_id, new.server_id, new.id
            using errcode = 'unique_violation';
    end if;
    return new;
end
$$;
create trigger keep_days_apart before insert or update of server_id, vm_id, first_day, last_day on service
    for each row execute function keep_days_apart();

-- When a VM was first seen as it is now; whether it ran when it was suspended, or was last seen running before the run that
-- suspends it: after a restore of an older dump it may stand still because we stopped it, and nothing here says so.
alter table vm_state add column changed_at timestamptz;
update vm_state set changed_at = observed_at;
alter table suspension add column was_running boolean not null default false;
update suspension u set was_running = true where lifted_at is null
    and exists (select 1 from power_intent i where i.service_id = u.service_id and i.action = 'STOP' and i.status = 'DONE');

create function remember_power() returns trigger language plpgsql as $$
begin
    new.was_running := exists (select 1 from vm_state v where v.service_id = new.service_id
            and (v.state = 'RUNNING' or v.state = 'STOPPED'
                and v.changed_at >= (select started_at from run where id = new.run_id)))
        or exists (select 1 from suspension u where u.service_id = new.service_id and u.lifted_at is null and u.was_running);
    return new;
end
$$;
create trigger remember_power before insert on suspension for each row execute function remember_power();

-- Stands still since before its last suspension was lifted, ran when that began, and nobody was told to start it since.
create view restart_due as
    select v.service_id from vm_state v
        join lateral (select * from suspension u where u.service_id = v.service_id order by u.id desc limit 1) u on true
        where v.state = 'STOPPED' and u.was_running and u.lifted_at is not null and v.changed_at <= u.lifted_at
            and not exists (select 1 from suspension o where o.service_id = v.service_id and o.lifted_at is null)
            and not exists (select 1 from power_intent p where p.service_id = v.service_id and p.action = 'START'
                and p.status <> 'OBSOLETE' and p.written_at >= u.lifted_at);

-- Two servers that list the same VMs, as a run saw it: one machine under two names.
create table server_twin (
    server_id bigint not null references server,
    other_id  bigint not null references server,
    vms       integer not null,
    seen_at   timestamptz not null,
    primary key (server_id, other_id)
);

-- What may be expected of a client: all that he ever paid, and what he may owe. The sum is made for the rows that are asked for.
create view client_trust as
    select l.id as client_id, l.account_id, l.currency,
            a.credit_limit + coalesce((select sum(e.amount) from ledger_entry e where e.credit_id = l.id and e.cause = 'PAYMENT'
                and not exists (select 1 from ledger_entry v where v.reverses_id = e.id)), 0) as amount
        from ledger_account l join account a on a.id = l.account_id and a.currency = l.currency where l.kind = 'CLIENT';

-- A service that is not renewed by itself: it costs more than the brakes let pass, was slept through for too long, or the
-- renewal failed. What a person approved passes up to the amount that he saw; what failed is tried again.

create table renewal_hold (
    service_id      bigint primary key references service,
    reason          text not null check (reason in ('OLD', 'SERVICE', 'ACCOUNT', 'SERVER', 'BROKEN')),
    problem         text not null,
    periods         integer not null,
    amount          numeric not null,
    currency        text not null,
    since           timestamptz not null,
    attempts        integer not null default 0,
    next_at         timestamptz not null,
    approved_by     text,
    approval_reason text,
    approved_at     timestamptz
);

-- What an order costs by now, when that is more than what was confirmed: it waits until somebody confirms this.
alter table service_order add column dearer numeric;

-- falls: services whose known usage became less. incomplete: more was missing than a finished night may miss.
alter table run add column falls bigint not null default 0, add column incomplete boolean not null default false;
create index run_to_look_at on run (id) where incomplete or status = 'HELD';

-- A limit that is not reached any more: its suspension, the one that lifts on this day, is lifted at once.
alter table proposal add column relieves_on date;

-- Verifications of the books. last_entry: charges up to it were computed again and found right.

create table verification (
    id          bigint generated by default as identity primary key,
    started_at  timestamptz not null,
    finished_at timestamptz not null,
    recomputed  bigint not null,
    last_entry  bigint not null
);
create table verification_finding (
    id              bigint generated by default as identity primary key,
    verification_id bigint not null references verification,
    rule            text not null,
    line            text not null
);
create index finding_of_verification on verification_finding (verification_id, id);
create table verification_due (
    one     boolean primary key default true check (one),
    next_at timestamptz not null
);
insert into verification_due (next_at) values ('epoch');

grant select, insert on charge_reversal, recurring_reversal to vimeter_app;
grant select on restart_due, client_trust to vimeter_app;
grant select, insert on verification, verification_finding to vimeter_app;
grant select, update on verification_due to vimeter_app;
grant select, insert, delete on run_excess to vimeter_app;
grant select, insert, update, delete on renewal_hold, server_twin to vimeter_app;
grant usage on all sequences in schema public to vimeter_app;
