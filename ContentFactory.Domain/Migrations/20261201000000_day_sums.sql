-- Sums of days that know which numbers a network has: null is "no such number", never zero.
alter table publication_days add column average_watch_seconds double precision, add column completion_rate double precision;

alter table channel_days
    alter column views drop not null, alter column likes drop not null, alter column comments drop not null,
    alter column shares drop not null, alter column saves drop not null, alter column clicks drop not null,
    add column impressions bigint, add column reach bigint,
    add column rated_impressions bigint, add column rated_reach bigint, add column rated_views bigint, add column rated_engagements bigint,
    add column clickable_views bigint, add column viewed_clicks bigint,
    add column watch_ms bigint, add column watched_views bigint, add column completion_millis bigint, add column completion_views bigint,
    add column read_at timestamp with time zone;

alter table tenant_days
    alter column views drop not null, alter column likes drop not null, alter column comments drop not null,
    alter column shares drop not null, alter column saves drop not null, alter column clicks drop not null,
    add column impressions bigint, add column reach bigint,
    add column rated_impressions bigint, add column rated_reach bigint, add column rated_views bigint, add column rated_engagements bigint,
    add column clickable_views bigint, add column viewed_clicks bigint,
    add column watch_ms bigint, add column watched_views bigint, add column completion_millis bigint, add column completion_views bigint;

-- What a network said of a channel at one moment; the days' followers are made of it.
create table follower_snapshots (
    tenant_id uuid not null,
    channel_id uuid not null,
    taken_at timestamp with time zone not null,
    followers integer not null,
    source character varying(40) not null,
    constraint pk_follower_snapshots primary key (tenant_id, channel_id, taken_at),
    constraint fk_follower_snapshots_channels_tenant_id_channel_id foreign key (tenant_id, channel_id) references channels (tenant_id, id) on delete cascade
);
-- what the days already know, at the end of each
insert into follower_snapshots (tenant_id, channel_id, taken_at, followers, source)
select d.tenant_id, d.channel_id, least(((d.day + 1)::timestamp at time zone t.zone_id) - interval '1 second', now()), d.followers_end, 'daily_row'
from channel_days d join tenants t on t.id = d.tenant_id where d.followers_end is not null
on conflict do nothing;
-- and what the first one of each channel began with
insert into follower_snapshots (tenant_id, channel_id, taken_at, followers, source)
select distinct on (d.tenant_id, d.channel_id) d.tenant_id, d.channel_id, d.day::timestamp at time zone t.zone_id, d.followers_start, 'daily_row'
from channel_days d join tenants t on t.id = d.tenant_id where d.followers_start is not null order by d.tenant_id, d.channel_id, d.day
on conflict do nothing;

-- The zone whose days a tenant's rows stand in; null until they are made anew out of the snapshots. Snapshots before kept_since are gone.
create table day_zones (
    tenant_id uuid not null,
    zone_id text,
    kept_since timestamp with time zone,
    constraint pk_day_zones primary key (tenant_id),
    constraint fk_day_zones_tenants_tenant_id foreign key (tenant_id) references tenants (id)
);
insert into day_zones (tenant_id) select tenant_id from tenant_days union select tenant_id from channel_days;

select secure_tenant_tables();
revoke insert, update, delete on follower_snapshots, day_zones from cf_app;

-- Months of a large table that end before a day; days and sums that were made of them stay.
create function drop_partitions(parent regclass, before date) returns int
language plpgsql security definer set search_path = public, pg_temp set lock_timeout = '5s' as $$
declare
    part record;
    dropped int := 0;
begin
    if parent <> 'metric_snapshots'::regclass then
        raise exception '% is kept whole', parent;
    end if;
    for part in
        select c.oid::regclass as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = parent and c.relname ~ '_\d{4}_\d{2}$'
          and to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month' <= before
    loop
        execute format('drop table %s', part.name);
        dropped := dropped + 1;
    end loop;
    return dropped;
end $$;
revoke execute on function drop_partitions(regclass, date) from public;
grant execute on function drop_partitions(regclass, date) to cf_system;
