-- Forms of posts, of a workspace or of one company. Those of the product stand in code.
create table post_templates (
    tenant_id uuid not null,
    id uuid not null,
    company_id uuid,
    name character varying(100) not null,
    name_key character varying(100) not null,
    description character varying(500) not null,
    category character varying(40) not null,
    type character varying(40) not null,
    platforms text[] not null,
    language character varying(10) not null,
    format character varying(40) not null,
    parts text[] not null,
    variables jsonb not null,
    hints character varying(2000) not null,
    examples text[] not null,
    created_at timestamp with time zone not null,
    changed_at timestamp with time zone not null,
    constraint pk_post_templates primary key (tenant_id, id),
    constraint ck_post_templates_category check (category in ('announcement', 'spotlight', 'milestone', 'tip', 'how_to', 'question', 'poll', 'case_study', 'event', 'offer', 'behind_the_scenes', 'quote', 'digest', 'checklist', 'other')),
    constraint ck_post_templates_type check (type in ('short_video', 'long_video', 'image', 'carousel', 'text_post', 'thread', 'story', 'article')),
    constraint ck_post_templates_format check (format in ('single', 'thread')),
    constraint fk_post_templates_companies_tenant_id_company_id foreign key (tenant_id, company_id) references companies (tenant_id, id) on delete cascade,
    constraint fk_post_templates_tenants_tenant_id foreign key (tenant_id) references tenants (id)
);
create unique index ix_post_templates_tenant_id_company_id_name_key on post_templates (tenant_id, company_id, name_key) nulls not distinct;
select secure_tenant_tables();
