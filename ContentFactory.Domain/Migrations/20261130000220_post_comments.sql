-- What the team says to each other about a post. Guests and viewers never see it.
create table post_comments (
    tenant_id uuid not null,
    id uuid not null,
    post_id uuid not null,
    author_id uuid not null,
    text character varying(4000) not null,
    mentions uuid[] not null,
    created_at timestamp with time zone not null,
    edited_at timestamp with time zone,
    deleted_at timestamp with time zone,
    resolved_at timestamp with time zone,
    resolved_by uuid,
    constraint pk_post_comments primary key (tenant_id, id),
    constraint ck_post_comments_resolved check ((resolved_at is null) or (resolved_by is not null)),
    constraint fk_post_comments_posts_tenant_id_post_id foreign key (tenant_id, post_id) references posts (tenant_id, id) on delete cascade
);
create index ix_post_comments_tenant_id_post_id_created_at on post_comments (tenant_id, post_id, created_at);
select secure_tenant_tables();
revoke delete on post_comments from cf_app;
