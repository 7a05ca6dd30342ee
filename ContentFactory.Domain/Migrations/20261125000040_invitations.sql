-- A place in a tenant that is offered to an address. Its token stands here as a hash only; one open offer for each address.
CREATE TABLE invitations (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    email character varying(254) NOT NULL,
    role character varying(40) NOT NULL,
    token_hash bytea NOT NULL,
    invited_by uuid,
    created_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    accepted_at timestamp with time zone,
    accepted_by uuid,
    revoked_at timestamp with time zone,
    CONSTRAINT pk_invitations PRIMARY KEY (tenant_id, id),
    CONSTRAINT ck_invitations_role CHECK (role in ('owner', 'approver', 'editor', 'viewer')),
    CONSTRAINT ck_invitations_one_end CHECK (accepted_at is null or revoked_at is null),
    CONSTRAINT fk_invitations_tenants_tenant_id FOREIGN KEY (tenant_id) REFERENCES tenants (id)
);
CREATE UNIQUE INDEX ix_invitations_tenant_id_email ON invitations (tenant_id, email) WHERE accepted_at is null and revoked_at is null;
CREATE UNIQUE INDEX ix_invitations_token_hash ON invitations (token_hash);
ALTER TABLE invitations ADD CONSTRAINT fk_invitations_people_invited_by FOREIGN KEY (invited_by) REFERENCES people (id) ON DELETE SET NULL;
ALTER TABLE invitations ADD CONSTRAINT fk_invitations_people_accepted_by FOREIGN KEY (accepted_by) REFERENCES people (id) ON DELETE SET NULL;
select secure_tenant_tables();

-- Whose invitation a link is, before anybody has entered.
create function directory_invitation(hash bytea) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$ select tenant_id from invitations where token_hash = hash $$;

-- The own tenants, now with their state.
drop function directory_tenants_of(uuid);
create function directory_tenants_of(person uuid) returns table (tenant_id uuid, slug text, name text, role text, status text)
language sql stable security definer set search_path = public, pg_temp as $$
    select t.id, t.slug, t.name, coalesce(m.role, 'manager'), t.status
    from tenants t
    join people p on p.id = person and p.deactivated_at is null
    left join members m on m.tenant_id = t.id and m.person_id = p.id
    where m.person_id is not null
       or (t.manager_id = p.id and exists (select 1 from person_roles pr join roles r on r.id = pr.role_id where pr.user_id = p.id and r.name = 'manager'))
    order by t.name, t.id
$$;

do $$
declare
    target regprocedure;
begin
    foreach target in array array['directory_invitation(bytea)'::regprocedure, 'directory_tenants_of(uuid)'::regprocedure] loop
        execute format('alter function %s owner to cf_system', target);
        execute format('revoke execute on function %s from public', target);
        execute format('grant execute on function %s to cf_system', target);
    end loop;
end $$;

-- What people of one tenant see of each other: also when somebody was there last, and whether the account still works.
create or replace view tenant_people with (security_barrier) as
    select p.id, p.display_name, p.email, p.last_sign_in_at, p.deactivated_at
    from people p
    where exists (select 1 from members m where m.person_id = p.id and m.tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
       or exists (select 1 from tenants t where t.manager_id = p.id and t.id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
