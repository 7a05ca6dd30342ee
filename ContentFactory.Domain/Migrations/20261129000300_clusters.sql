-- Items that tell one story form a cluster under the id of its first item, which leads it and counts its sources. The factors of the score
-- stand beside it, so that a cluster that grows can be scored anew and a person can be told why.
alter table trend_items add column weight double precision, add column fit double precision, add column sources integer;

-- The logarithm of recency (halved each day) x weight x fit x carriers, as seen from a fixed day.
create function trend_score(at timestamptz, weight double precision, fit double precision, sources integer) returns double precision
language sql immutable set search_path = public, pg_temp as $$
    select extract(epoch from at - timestamptz '2020-01-01 00:00:00+00')::double precision / 86400
        + ln(greatest(weight, 0.01) * fit * (1 + ln(greatest(sources, 1)::double precision) / ln(2::double precision) / 2)) / ln(2::double precision)
$$;
revoke execute on function trend_score(timestamptz, double precision, double precision, integer) from public;
grant execute on function trend_score(timestamptz, double precision, double precision, integer) to cf_app, cf_system;

-- What was collected before stands alone. Its fit is what the old score holds beside time and weight.
do $$
declare
    held bigint := (select count(*) from trend_items);
    changed bigint;
begin
    update trend_items i set cluster_id = i.id, sources = 1, weight = s.weight,
        fit = least(1, greatest(0.2, power(2, least(1, greatest(-10, i.score - trend_score(coalesce(i.published_at, i.collected_at), s.weight, 1, 1))))))
    from trend_sources s where s.tenant_id = i.tenant_id and s.id = i.source_id;
    get diagnostics changed = row_count;
    if changed <> held then
        raise exception 'clusters: % of % items changed', changed, held;
    end if;
end $$;
alter table trend_items alter column weight set not null, alter column fit set not null, alter column sources set not null, alter column cluster_id set not null;

drop index ix_trend_items_tenant_id_score_id;
create index ix_trend_items_tenant_id_score_id on trend_items (tenant_id, score, id) where state <> 'hidden' and cluster_id = id;
create index ix_trend_items_tenant_id_cluster_id on trend_items (tenant_id, cluster_id);

-- Bands of the items' MinHash: who shares one may tell the same story.
create table trend_bands (
    tenant_id uuid not null,
    band smallint not null,
    hash bigint not null,
    item_id uuid not null,
    constraint pk_trend_bands primary key (tenant_id, band, hash, item_id),
    constraint fk_trend_bands_trend_items_tenant_id_item_id foreign key (tenant_id, item_id) references trend_items (tenant_id, id) on delete cascade
);
create index ix_trend_bands_tenant_id_item_id on trend_bands (tenant_id, item_id);
select secure_tenant_tables();

-- A story is found by the words of each item that tells it.
create function find_trend_stories(pattern text) returns setof uuid
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan rows 50 as $$
declare
    own uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
begin
    return query select distinct cluster_id from trend_items where tenant_id = own and (title ilike pattern or summary ilike pattern);
end $$;
alter function find_trend_stories(text) owner to cf_system;
revoke execute on function find_trend_stories(text) from public;
grant execute on function find_trend_stories(text) to cf_app;
