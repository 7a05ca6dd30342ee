-- A code for the bot is worth no more than the sign-in it was asked in: whatever ends a person's sessions ends it too.
create function end_telegram_code() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    delete from telegram_codes where person_id = new.id;
    return null;
end $$;
alter function end_telegram_code() owner to cf_system;
revoke execute on function end_telegram_code() from public;
create trigger people_end_telegram_code after update of security_stamp on people
    for each row when (old.security_stamp is distinct from new.security_stamp) execute function end_telegram_code();

-- The one trial is what a person has not had yet, whatever tenants others made them an owner of.
create or replace function claim_tenant(out owned bigint, out trial boolean)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
    own uuid := nullif(current_setting('app.person_id', true), '')::uuid;
begin
    perform 1 from people p where p.id = own for no key update;
    select count(*) into owned from members m join tenants t on t.id = m.tenant_id where m.person_id = own and m.role = 'owner' and t.status <> 'deleting';
    update people p set trial_at = app_now() where p.id = own and p.trial_at is null;
    trial := found;
end $$;
