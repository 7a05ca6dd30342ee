-- Ways out to a network and back, to connect accounts by signing in there.
create table channel_sign_ins (
    tenant_id uuid not null,
    id uuid not null,
    person_id uuid not null,
    session_id uuid not null,
    company_id uuid not null,
    way character varying(40) not null,
    app_id character varying(100) not null,
    sandbox boolean not null,
    state_hash bytea not null,
    verifier bytea not null,
    created_at timestamp with time zone not null,
    expires_at timestamp with time zone not null,
    returned_at timestamp with time zone,
    offer bytea,
    constraint pk_channel_sign_ins primary key (tenant_id, id),
    constraint fk_channel_sign_ins_companies_tenant_id_company_id foreign key (tenant_id, company_id) references companies (tenant_id, id) on delete cascade
);
create unique index ix_channel_sign_ins_tenant_id_state_hash on channel_sign_ins (tenant_id, state_hash);
create index ix_channel_sign_ins_tenant_id_company_id on channel_sign_ins (tenant_id, company_id);
create index ix_channel_sign_ins_expires_at on channel_sign_ins (expires_at);

-- With which registered app a tenant's accounts of a network are connected.
create table platform_app_assignments (
    tenant_id uuid not null,
    pool character varying(40) not null,
    app_id character varying(100) not null,
    assigned_at timestamp with time zone not null,
    constraint pk_platform_app_assignments primary key (tenant_id, pool),
    constraint fk_platform_app_assignments_tenants_tenant_id foreign key (tenant_id) references tenants (id)
);
create index ix_platform_app_assignments_pool_app_id on platform_app_assignments (pool, app_id);
select secure_tenant_tables();
revoke insert, update, delete on platform_app_assignments from cf_app;
