-- Links by which somebody without an account decides about one version of a post. The token stands here as a hash only.
create table approval_links (
    tenant_id uuid not null,
    id uuid not null,
    post_id uuid not null,
    version integer not null,
    recipient character varying(100) not null,
    note character varying(500),
    token_hash bytea not null,
    created_by uuid not null,
    by_admin boolean not null,
    created_at timestamp with time zone not null,
    expires_at timestamp with time zone not null,
    revoked_at timestamp with time zone,
    decision character varying(40),
    decided_at timestamp with time zone,
    guest_name character varying(100),
    comment character varying(2000),
    constraint pk_approval_links primary key (tenant_id, id),
    constraint ck_approval_links_lifetime check (expires_at > created_at and expires_at <= created_at + interval '30 days'),
    constraint ck_approval_links_decided check ((decision is null) = (decided_at is null) and (decision is null or guest_name is not null)),
    constraint ck_approval_links_reason check (decision <> 'rejected' or comment is not null),
    constraint ck_approval_links_decision check (decision in ('approved', 'rejected')),
    constraint fk_approval_links_posts_tenant_id_post_id foreign key (tenant_id, post_id) references posts (tenant_id, id) on delete cascade
);
create unique index ix_approval_links_token_hash on approval_links (token_hash);
create index ix_approval_links_tenant_id_post_id on approval_links (tenant_id, post_id);

-- Who approved where it was no member: a guest has a name and no id.
alter table posts add column approver_guest character varying(100);

select secure_tenant_tables();
revoke delete on approval_links from cf_app;

-- Whose link it is, before anybody has entered.
create function directory_approval_link(hash bytea) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$ select tenant_id from approval_links where token_hash = hash $$;
alter function directory_approval_link(bytea) owner to cf_system;
revoke execute on function directory_approval_link(bytea) from public;
grant execute on function directory_approval_link(bytea) to cf_system;
