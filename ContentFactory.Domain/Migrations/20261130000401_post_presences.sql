-- Who has a post open and stands in which field. It is worth nothing after a crash, so it is not logged.
create unlogged table post_presences (
    tenant_id uuid not null,
    id uuid not null,
    post_id uuid not null,
    person_id uuid not null,
    field character varying(20),
    seen_at timestamp with time zone not null,
    constraint pk_post_presences primary key (tenant_id, id),
    constraint fk_post_presences_posts_tenant_id_post_id foreign key (tenant_id, post_id) references posts (tenant_id, id) on delete cascade
);
create index ix_post_presences_tenant_id_post_id on post_presences (tenant_id, post_id);
select secure_tenant_tables();
