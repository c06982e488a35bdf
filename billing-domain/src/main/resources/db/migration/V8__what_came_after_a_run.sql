-- Whether something came after a run began is told by its place in the one sequence, and not by clocks, of which nodes have
-- several, and which are set back.
alter table pushed_usage add column stamp bigint not null default nextval('stamp');
alter table run add column stamp bigint not null default nextval('stamp');
alter table charge_reversal add column stamp bigint not null default nextval('stamp');

-- Days that were read in another zone are read again, whoever changed it.
alter table server add column zone_stamp bigint;
update server set zone_stamp = nextval('stamp') where zone_changed_at is not null;
alter table server drop column zone_changed_at;
create function stamp_zone() returns trigger language plpgsql as $$
begin
    new.zone_stamp := nextval('stamp');
    return new;
end $$;
create trigger zone_changes before update on server for each row when (old.zone <> new.zone) execute function stamp_zone();

-- The changes of package of the last months, which cut their periods.
create index config_of_day on service_config (from_day);
