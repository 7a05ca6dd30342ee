-- What a person is now in the tenant of this connection; null where nothing (any more). The tenant's own connection sees neither
-- whether somebody's account still stands nor who is an administrator, and is told no more than this.
create function role_in_tenant(person uuid, as_admin boolean) returns text
language sql stable security definer set search_path = public, pg_temp as $$
    select case
        when as_admin then case when exists (select 1 from person_roles pr join roles r on r.id = pr.role_id where pr.user_id = p.id and r.name = 'admin') then 'admin' end
        when m.role is not null then m.role
        when t.manager_id = p.id and exists (select 1 from person_roles pr join roles r on r.id = pr.role_id where pr.user_id = p.id and r.name = 'manager') then 'manager' end
    from tenants t
    join people p on p.id = person and p.deactivated_at is null
    left join members m on m.tenant_id = t.id and m.person_id = p.id
    where t.id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
$$;
alter function role_in_tenant(uuid, boolean) owner to cf_system;
revoke execute on function role_in_tenant(uuid, boolean) from public;
grant execute on function role_in_tenant(uuid, boolean) to cf_app;
