-- Secret addresses by which people read the calendar from outside. The token stands here as a hash only.
create table calendar_feeds (
    tenant_id uuid not null,
    id uuid not null,
    person_id uuid not null,
    token_hash bytea not null,
    created_at timestamp with time zone not null,
    constraint pk_calendar_feeds primary key (tenant_id, id),
    constraint fk_calendar_feeds_tenants_tenant_id foreign key (tenant_id) references tenants (id)
);
create unique index ix_calendar_feeds_token_hash on calendar_feeds (token_hash);
create unique index ix_calendar_feeds_tenant_id_person_id on calendar_feeds (tenant_id, person_id);

select secure_tenant_tables();

-- Whose address it is, before anybody has entered. Whether that person still has a place in the tenant is asked at each reading.
create function directory_calendar_feed(hash bytea) returns table (slug text, person_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
    select t.slug, f.person_id from calendar_feeds f join tenants t on t.id = f.tenant_id where f.token_hash = hash
$$;
alter function directory_calendar_feed(bytea) owner to cf_system;
revoke execute on function directory_calendar_feed(bytea) from public;
grant execute on function directory_calendar_feed(bytea) to cf_system;
