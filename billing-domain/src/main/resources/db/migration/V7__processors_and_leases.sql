-- How many processors a VM had on a day, as the list said it in the night after. What a server tells as a share of them can be
-- read again later, and a resize since does not bill that day anew.
alter table usage_day add column cpus integer;
alter table usage_revision add column cpus integer;

-- Who holds a lease is known by an advisory lock of his session, whose key names the token; a process id may come again.
alter table lease drop column backend;
