-- Days that are worth a post: sources that speak up ahead of them. Ideas that people bring belong to a source too, so no table is theirs.
create table trend_events (
    tenant_id uuid not null,
    source_id uuid not null,
    date date not null,
    yearly boolean not null,
    days_ahead integer not null,
    note character varying(4000) not null,
    constraint pk_trend_events primary key (tenant_id, source_id),
    constraint ck_trend_events_days_ahead check (days_ahead between 0 and 365),
    constraint fk_trend_events_trend_sources_tenant_id_source_id foreign key (tenant_id, source_id) references trend_sources (tenant_id, id) on delete cascade
);

-- What is told of a source's health: since when it fails, and when it last had something new.
alter table trend_sources add column failing_since timestamp with time zone, add column last_new_at timestamp with time zone;
do $$
declare
    held bigint := (select count(*) from trend_sources);
    changed bigint;
begin
    update trend_sources s set failing_since = case when s.state = 'failing' then s.last_checked_at end,
        last_new_at = (select max(i.collected_at) from trend_items i where i.tenant_id = s.tenant_id and i.source_id = s.id);
    get diagnostics changed = row_count;
    if changed <> held then
        raise exception 'source health: % of % sources changed', changed, held;
    end if;
end $$;

-- Views of the ideas that a person comes back to.
create table saved_trend_filters (
    tenant_id uuid not null,
    id uuid not null,
    person_id uuid not null,
    name character varying(80) not null,
    query character varying(600) not null,
    is_default boolean not null,
    created_at timestamp with time zone not null,
    constraint pk_saved_trend_filters primary key (tenant_id, id),
    constraint fk_saved_trend_filters_tenants_tenant_id foreign key (tenant_id) references tenants (id)
);
create unique index ix_saved_trend_filters_tenant_id_person_id_name on saved_trend_filters (tenant_id, person_id, name);
select secure_tenant_tables();
