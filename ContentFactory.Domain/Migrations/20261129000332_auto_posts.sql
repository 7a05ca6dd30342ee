-- Generated posts that the rule of their company approved, to be planned by themselves: once in the life of a post.
create table auto_posts (
    tenant_id uuid not null,
    post_id uuid not null,
    state character varying(40) not null,
    tries integer not null,
    next_try_at timestamp with time zone not null,
    missing text[] not null,
    reason_key character varying(100),
    reason_args text[] not null,
    asked_at timestamp with time zone not null,
    ended_at timestamp with time zone,
    constraint pk_auto_posts primary key (tenant_id, post_id),
    constraint ck_auto_posts_state check (state in ('waiting', 'planned', 'left')),
    constraint fk_auto_posts_posts_tenant_id_post_id foreign key (tenant_id, post_id) references posts (tenant_id, id) on delete cascade
);
create index ix_auto_posts_next_try_at on auto_posts (next_try_at) where state = 'waiting';
-- what the duty looks at twice a minute: usually nothing
create index ix_posts_approved_at on posts (approved_at) where status = 'approved' and made_by is not null;
select secure_tenant_tables();
revoke insert, delete on auto_posts from cf_app;
