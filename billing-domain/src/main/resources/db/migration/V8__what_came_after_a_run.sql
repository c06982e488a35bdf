-- Whether something came after a run began is told by its place in the one sequence, and not by clocks, of which nodes have
-- several, and which are set back.
alter table run add column stamp bigint not null default nextval('stamp');
alter table charge_reversal add column stamp bigint not null default nextval('stamp');

-- The changes of package of the last months, which cut their periods.
create index config_of_day on service_config (from_day);
