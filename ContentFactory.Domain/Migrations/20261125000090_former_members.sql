-- Who was a member once: the name stays on what they wrote. No right comes from it.
CREATE TABLE former_members (
    tenant_id uuid NOT NULL,
    person_id uuid NOT NULL,
    left_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_former_members PRIMARY KEY (tenant_id, person_id),
    CONSTRAINT fk_former_members_tenants_tenant_id FOREIGN KEY (tenant_id) REFERENCES tenants (id)
);
CREATE INDEX ix_former_members_person_id ON former_members (person_id);
ALTER TABLE former_members ADD CONSTRAINT fk_former_members_people_person_id FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE;
select secure_tenant_tables();

-- Of those who went, the name and nothing else.
create or replace view tenant_people with (security_barrier) as
    select p.id, p.display_name,
           (case when p.here then p.email end)::character varying(256) as email,
           case when p.here then p.last_sign_in_at end as last_sign_in_at,
           case when p.here then p.deactivated_at end as deactivated_at
    from (
        select id, display_name, email, last_sign_in_at, deactivated_at,
               exists (select 1 from members m where m.person_id = people.id and m.tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
               or exists (select 1 from tenants t where t.manager_id = people.id and t.id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) as here
        from people) p
    where p.here
       or exists (select 1 from former_members f where f.person_id = p.id and f.tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
