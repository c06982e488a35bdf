-- What an account has to spend: its balance, with what it is lent. Whoever asks whether an account is without funds asks here.
create view account_funds as
    select a.id as account_id, a.name, a.currency, a.credit_limit, a.no_funds, l.id as client_id,
            coalesce(b.amount, 0) as balance, coalesce(b.amount, 0) + a.credit_limit as funds
        from account a
            left join ledger_account l on l.kind = 'CLIENT' and l.account_id = a.id and l.currency = a.currency
            left join balance b on b.ledger_account_id = l.id;
comment on view account_funds is 'One row for each account: client_id is its ledger account, null before its first entry';
grant select on account_funds to vimeter_app;

-- What runs with the owner's rights finds its tables where they are, and nothing that somebody else has put before them.
do $$
declare
    name text;
begin
    foreach name in array array['keep_old_usage()', 'open_balance()', 'keep_balances()'] loop
        execute format('alter function %s set search_path = %I, pg_temp', name, current_schema());
    end loop;
end $$;
