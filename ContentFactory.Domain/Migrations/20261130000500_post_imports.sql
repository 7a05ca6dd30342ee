-- Files of posts on their way in. The file itself stays until its posts are in.
create table post_imports (
    tenant_id uuid not null,
    id uuid not null,
    person_id uuid not null,
    file_name character varying(200) not null,
    file bytea,
    target character varying(40) not null,
    repeats boolean not null,
    state character varying(40) not null,
    posts integer not null,
    planned integer not null,
    findings jsonb not null,
    created_at timestamp with time zone not null,
    ended_at timestamp with time zone,
    constraint pk_post_imports primary key (tenant_id, id),
    constraint ck_post_imports_target check (target in ('draft', 'ready', 'approved')),
    constraint ck_post_imports_state check (state in ('waiting', 'checked', 'imported')),
    constraint ck_post_imports_ended check ((state = 'imported') = (ended_at is not null)),
    constraint fk_post_imports_tenants_tenant_id foreign key (tenant_id) references tenants (id)
);
create index ix_post_imports_tenant_id_created_at on post_imports (tenant_id, created_at);
create index ix_posts_tenant_id on posts (tenant_id) where cardinality(tags) > 0;
select secure_tenant_tables();
