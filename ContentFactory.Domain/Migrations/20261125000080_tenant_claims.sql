-- One trial for each person, and not more tenants of one's own than the installation allows.
ALTER TABLE people ADD COLUMN trial_at timestamp with time zone;
update people p set trial_at = t.created_at
from (select m.person_id, min(t.created_at) as created_at from members m join tenants t on t.id = m.tenant_id where m.role = 'owner' group by m.person_id) t
where t.person_id = p.id;

-- Until the transaction ends nobody else makes a tenant for this person: how many are owned, and whether this one comes with the trial.
create function claim_tenant(out owned bigint, out trial boolean)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
    own uuid := nullif(current_setting('app.person_id', true), '')::uuid;
begin
    perform 1 from people p where p.id = own for no key update;
    select count(*) into owned from members m join tenants t on t.id = m.tenant_id where m.person_id = own and m.role = 'owner' and t.status <> 'deleting';
    update people p set trial_at = app_now() where p.id = own and p.trial_at is null and owned = 0;
    trial := found;
end $$;

-- An address that nobody has: the wish, or the wish with the smallest free number.
create function directory_free_slug(wanted text) returns text
language sql stable security definer set search_path = public, pg_temp as $$
    with taken as (
        select slug from tenants where slug = wanted or slug like wanted || '-%'
        union select slug from companies where slug = wanted or slug like wanted || '-%')
    select case when not exists (select 1 from taken where slug = wanted) then wanted
                else wanted || '-' || (select min(n) from generate_series(2, (select count(*) from taken) + 2) n where not exists (select 1 from taken where slug = wanted || '-' || n)) end
$$;

do $$
declare
    target regprocedure;
begin
    foreach target in array array['claim_tenant()'::regprocedure, 'directory_free_slug(text)'::regprocedure] loop
        execute format('alter function %s owner to cf_system', target);
        execute format('revoke execute on function %s from public', target);
    end loop;
end $$;
grant execute on function directory_free_slug(text) to cf_system;
grant execute on function claim_tenant() to cf_app;
