-- Time that tests may shift; only the owner may.
create table app_clock (one boolean primary key default true check (one), shift interval not null default '0');
insert into app_clock default values;

create function app_now() returns timestamptz language sql stable as $$ select now() + (select shift from app_clock) $$;

-- Row-level security for every table with a tenant. Later migrations call this again after adding tables.
create function secure_tenant_tables() returns int language plpgsql as $$
declare
    target record;
    secured int := 0;
begin
    for target in
        select c.oid::regclass as name, case when c.relname = 'tenants' then 'id' else 'tenant_id' end as key
        from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
          and (c.relname = 'tenants' or exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped))
          and not exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'tenant')
    loop
        execute format('alter table %s enable row level security, force row level security', target.name);
        execute format('create policy tenant on %s to cf_app using (%I = (select nullif(current_setting(''app.tenant_id'', true), '''')::uuid))', target.name, target.key);
        execute format('create policy system on %s to cf_owner, cf_system using (true) with check (true)', target.name);
        execute format('grant select, insert, update, delete on %s to cf_app, cf_system', target.name);
        secured := secured + 1;
    end loop;
    return secured;
end $$;
revoke execute on function secure_tenant_tables() from public;
select secure_tenant_tables();

-- A person sees the own memberships in every tenant (the switch in the header).
create policy person on members for select to cf_app using (person_id = (select nullif(current_setting('app.person_id', true), '')::uuid));

-- What only the queues, the writer of metrics and the audit trail may change.
revoke update, delete on audit_log from cf_app;
revoke insert, update, delete on publication_attempts, metric_snapshots, publication_days, channel_days, tenant_days from cf_app;
revoke delete on tenants, publications from cf_app;

grant select on plans, app_clock to cf_app, cf_system;
grant insert, update, delete on plans to cf_system;
grant insert on letters to cf_app;
grant select, insert, update, delete on letters, key_ring, people, roles, person_claims, person_logins, person_passkeys, person_tokens, person_roles, role_claims to cf_system;
grant usage on all sequences in schema public to cf_system;
grant select on migrations to cf_system;

-- What people of one tenant may see of each other: no hashes, no strangers.
create view tenant_people with (security_barrier) as
    select p.id, p.display_name, p.email
    from people p
    where exists (select 1 from members m where m.person_id = p.id and m.tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
       or exists (select 1 from tenants t where t.manager_id = p.id and t.id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
alter view tenant_people owner to cf_system;
grant select on tenant_people to cf_app;

-- The directory: which tenant, and nothing else, before one is entered. A tenant's own connection may not ask it about other people.
create function directory_enter(wanted text, person uuid)
returns table (tenant_id uuid, slug text, name text, status text, zone_id text, language text, is_demo boolean, role text)
language sql stable security definer set search_path = public, pg_temp as $$
    select * from (
        select t.id, t.slug, t.name, t.status, t.zone_id, t.language, t.is_demo,
               case when exists (select 1 from person_roles pr join roles r on r.id = pr.role_id where pr.user_id = p.id and r.name = 'admin') then 'admin'
                    when m.role is not null then m.role
                    when t.manager_id = p.id and exists (select 1 from person_roles pr join roles r on r.id = pr.role_id where pr.user_id = p.id and r.name = 'manager') then 'manager'
               end as role
        from tenants t
        join people p on p.id = person and p.deactivated_at is null
        left join members m on m.tenant_id = t.id and m.person_id = p.id
        where t.slug = wanted) found
    where found.role is not null
$$;

create function directory_tenants_of(person uuid) returns table (tenant_id uuid, slug text, name text, role text)
language sql stable security definer set search_path = public, pg_temp as $$
    select t.id, t.slug, t.name, coalesce(m.role, 'manager')
    from tenants t
    join people p on p.id = person and p.deactivated_at is null
    left join members m on m.tenant_id = t.id and m.person_id = p.id
    where m.person_id is not null
       or (t.manager_id = p.id and exists (select 1 from person_roles pr join roles r on r.id = pr.role_id where pr.user_id = p.id and r.name = 'manager'))
    order by t.name, t.id
$$;

create function directory_slug_taken(wanted text) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
    select exists (select 1 from tenants where slug = wanted) or exists (select 1 from companies where slug = wanted)
$$;

create function directory_sandbox_token(hash bytea) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$ select tenant_id from sandbox_bots where token_hash = hash $$;

create function directory_sandbox_handle(wanted text) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$ select tenant_id from sandbox_bots where handle = wanted $$;

do $$
declare
    target regprocedure;
begin
    for target in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'public'::regnamespace and p.proname like 'directory\_%' loop
        execute format('alter function %s owner to cf_system', target);
        execute format('revoke execute on function %s from public', target);
        execute format('grant execute on function %s to cf_system', target);
    end loop;
end $$;

-- Months of the large tables, from two back to `months` ahead.
create function ensure_partitions(parent regclass, months int) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    month date;
    part text;
    made int := 0;
begin
    if not exists (select 1 from pg_partitioned_table where partrelid = parent) then
        raise exception '% is not partitioned', parent;
    end if;
    for month in select generate_series(date_trunc('month', app_now()) - interval '2 months', date_trunc('month', app_now()) + make_interval(months => months), interval '1 month')::date loop
        part := format('%s_%s', parent, to_char(month, 'YYYY_MM'));
        if to_regclass(part) is null then
            execute format('create table %I partition of %s for values from (%L) to (%L)', part, parent, month::timestamptz, (month + interval '1 month')::timestamptz);
            made := made + 1;
        end if;
    end loop;
    return made;
end $$;
revoke execute on function ensure_partitions(regclass, int) from public;
grant execute on function ensure_partitions(regclass, int) to cf_system;

create function ensure_all_partitions() returns int
language sql security definer set search_path = public, pg_temp as $$
    select coalesce(sum(ensure_partitions(partrelid::regclass, 3)), 0)::int from pg_partitioned_table
$$;
revoke execute on function ensure_all_partitions() from public;
grant execute on function ensure_all_partitions() to cf_system;
select ensure_all_partitions();
