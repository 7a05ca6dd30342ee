-- Hashtags under one name, for posts of a workspace or of one company.
create table hashtag_sets (
    tenant_id uuid not null,
    id uuid not null,
    company_id uuid,
    platform character varying(20),
    name character varying(100) not null,
    name_key character varying(100) not null,
    tags text[] not null,
    created_at timestamp with time zone not null,
    changed_at timestamp with time zone not null,
    constraint pk_hashtag_sets primary key (tenant_id, id),
    constraint fk_hashtag_sets_companies_tenant_id_company_id foreign key (tenant_id, company_id) references companies (tenant_id, id) on delete cascade,
    constraint fk_hashtag_sets_tenants_tenant_id foreign key (tenant_id) references tenants (id)
);
create unique index ix_hashtag_sets_tenant_id_company_id_platform_name_key on hashtag_sets (tenant_id, company_id, platform, name_key) nulls not distinct;
select secure_tenant_tables();
