-- Signatures and values of variables, for posts of a workspace or of one company.
create table text_snippets (
    tenant_id uuid not null,
    id uuid not null,
    company_id uuid,
    kind character varying(40) not null,
    name character varying(60) not null,
    name_key character varying(60) not null,
    text character varying(2000) not null,
    created_at timestamp with time zone not null,
    changed_at timestamp with time zone not null,
    constraint pk_text_snippets primary key (tenant_id, id),
    constraint ck_text_snippets_kind check (kind in ('signature', 'variable')),
    constraint fk_text_snippets_companies_tenant_id_company_id foreign key (tenant_id, company_id) references companies (tenant_id, id) on delete cascade,
    constraint fk_text_snippets_tenants_tenant_id foreign key (tenant_id) references tenants (id)
);
create unique index ix_text_snippets_tenant_id_company_id_kind_name_key on text_snippets (tenant_id, company_id, kind, name_key) nulls not distinct;
select secure_tenant_tables();
