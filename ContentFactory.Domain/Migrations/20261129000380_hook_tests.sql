-- Openings of a post that are tried against each other. Which one a publication gets is said when it is planned; the words that it went out
-- with stay with it, whatever becomes of the test.
create table hook_tests (
    tenant_id uuid not null,
    post_id uuid not null,
    started_at timestamp with time zone not null,
    started_by uuid not null,
    stopped_at timestamp with time zone,
    chosen smallint,
    constraint pk_hook_tests primary key (tenant_id, post_id),
    constraint ck_hook_tests_chosen check (chosen is null or stopped_at is not null),
    constraint fk_hook_tests_posts_tenant_id_post_id foreign key (tenant_id, post_id) references posts (tenant_id, id) on delete cascade
);
create table hook_variants (
    tenant_id uuid not null,
    post_id uuid not null,
    position smallint not null,
    text character varying(1000) not null,
    constraint pk_hook_variants primary key (tenant_id, post_id, position),
    constraint ck_hook_variants_position check (position between 0 and 3),
    constraint ck_hook_variants_text check (text <> ''),
    constraint fk_hook_variants_hook_tests_tenant_id_post_id foreign key (tenant_id, post_id) references hook_tests (tenant_id, post_id) on delete cascade
);
alter table publications add column hook smallint;
alter table publications add column opening character varying(1000);
alter table publications add constraint ck_publications_hook check (hook between 0 and 3);
select secure_tenant_tables();
