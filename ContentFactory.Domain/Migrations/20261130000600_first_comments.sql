-- The first comment under a post goes out: a delay beside its words, the words as they were claimed with the post, and a row before each call.
alter table post_variants add column comment_delay integer not null default 0;
alter table post_variants alter column comment_delay drop default;
alter table post_variants add constraint ck_post_variants_comment_delay check (comment_delay between 0 and 1440);
alter table publications add column first_comment text;
alter table publications add column comment_delay integer;
create table first_comments (
    tenant_id uuid not null,
    publication_id uuid not null,
    words text not null,
    state character varying(40) not null,
    asked_at timestamp with time zone not null,
    tries integer not null,
    looks integer not null,
    next_try_at timestamp with time zone,
    began_at timestamp with time zone,
    called_at timestamp with time zone,
    ended_at timestamp with time zone,
    external_id character varying(200),
    url character varying(2000),
    reason_key character varying(100),
    reason_args text[] not null,
    constraint pk_first_comments primary key (tenant_id, publication_id),
    constraint ck_first_comments_state check (state in ('waiting', 'sending', 'sent', 'refused', 'unknown')),
    constraint ck_first_comments_due check (state not in ('waiting', 'sending') or next_try_at is not null),
    constraint fk_first_comments_publications_tenant_id_publication_id foreign key (tenant_id, publication_id) references publications (tenant_id, id) on delete cascade
);
create index ix_first_comments_next_try_at on first_comments (next_try_at) where next_try_at is not null;
select secure_tenant_tables();
revoke delete on first_comments from cf_app;
