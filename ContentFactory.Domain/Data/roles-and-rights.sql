-- What a database needs before the migrations, run in it by a superuser; it may run again and again. Passwords are set elsewhere.
do $$
declare
    wanted text;
begin
    foreach wanted in array array['cf_owner', 'cf_app', 'cf_system'] loop
        if not exists (select from pg_roles where rolname = wanted) then
            execute format('create role %I', wanted);
        end if;
        -- only where something is wrong: two sessions that alter one role at once end in an error
        if not exists (
            select from pg_roles
            where rolname = wanted and rolcanlogin and not (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
        ) then
            execute format('alter role %I with login nosuperuser nobypassrls nocreaterole nocreatedb noreplication', wanted);
        end if;
    end loop;

    execute format('alter database %I owner to cf_owner', current_database());
    execute format('revoke all on database %I from public', current_database());
    execute format('grant connect on database %I to cf_owner, cf_app, cf_system', current_database());
end
$$;

-- functions that look past a tenant are owned by cf_system; only a member may hand them over
grant cf_system to cf_owner;

revoke create on schema public from public;
grant usage, create on schema public to cf_owner, cf_system;
grant usage on schema public to cf_app;

set client_min_messages = warning;
create extension if not exists pg_trgm;
create extension if not exists btree_gist;
reset client_min_messages;
