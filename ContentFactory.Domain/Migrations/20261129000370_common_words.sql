-- A story's words are found by its leader, without its items: a walk down the list that asks each story for a common word takes a third of the time,
-- and what the text index finds are stories already.
lock table trend_items in share row exclusive mode;
alter table trend_search_texts add column cluster_id uuid;
drop index ix_trend_search_texts_tenant_id_text_words;
update trend_search_texts w set cluster_id = i.cluster_id from trend_items i where i.tenant_id = w.tenant_id and i.id = w.item_id;
alter table trend_search_texts alter column cluster_id set not null;
create index ix_trend_search_texts_tenant_id_cluster_id on trend_search_texts (tenant_id, cluster_id);
create index ix_trend_search_texts_tenant_id_text_words on trend_search_texts using gin (tenant_id, text gin_trgm_ops) with (gin_pending_list_limit = 512);

create or replace function make_idea_texts() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    insert into trend_search_texts (tenant_id, item_id, cluster_id, title, text) select tenant_id, id, cluster_id, lower(title), lower(title || e'\n' || summary) from made;
    return null;
end $$;
create or replace function keep_idea_text() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    update trend_search_texts set cluster_id = new.cluster_id, title = lower(new.title), text = lower(new.title || e'\n' || new.summary) where tenant_id = new.tenant_id and item_id = new.id;
    return null;
end $$;
-- An item joins its story right after it was written, and stories that turn out to be one move their items.
create function move_idea_text() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    update trend_search_texts set cluster_id = new.cluster_id where tenant_id = new.tenant_id and item_id = new.id;
    return null;
end $$;
alter function move_idea_text() owner to cf_system;
revoke execute on function move_idea_text() from public;
create trigger search_text_moved after update of cluster_id on trend_items for each row when (old.cluster_id is distinct from new.cluster_id) execute function move_idea_text();

-- Whether a word is common the text index tells only after reading all of its list; some hundred ideas from all of the tenant's past tell it at once.
-- Places are spread over time: where ideas came in bursts several places meet the same ones, which then count once.
create function is_common_word(own uuid, wanted text) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
    first bigint := (select ('x' || left(translate(item_id::text, '-', ''), 12))::bit(48)::bigint from trend_search_texts where tenant_id = own order by item_id limit 1);
    last bigint := (select ('x' || left(translate(item_id::text, '-', ''), 12))::bit(48)::bigint from trend_search_texts where tenant_id = own order by item_id desc limit 1);
begin
    return (
        select count(*) >= 100 and count(*) filter (where has) * 25 >= count(*) from (
            select distinct sample.item_id, sample.text like wanted as has from generate_series(0, 19) n
            cross join lateral (select (lpad(to_hex(first + (last - first) / 20 * n), 12, '0') || repeat('0', 20))::uuid as id) place
            cross join lateral (select item_id, text from trend_search_texts where tenant_id = own and item_id >= place.id order by item_id limit 10) sample) seen);
end $$;
alter function is_common_word(uuid, text) owner to cf_system;
revoke execute on function is_common_word(uuid, text) from public;

-- A null instead of ids says that there are too many to know them all.
create or replace function find_trend_stories(pattern text, most integer default 2147483647) returns setof uuid
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan rows 50 as $$
declare
    own uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
    wanted text := lower(pattern);
    few boolean := (select count(*) from (select from trend_search_texts where tenant_id = own limit 3001) counted) <= 3000;
    found uuid[];
begin
    if not few and most < 2147483647 and is_common_word(own, wanted) then
        return query select null::uuid;
        return;
    end if;
    if few then
        found := array(select w.cluster_id from (select * from trend_search_texts where tenant_id = own offset 0) w where w.text like wanted limit most);
    else
        found := array(select cluster_id from trend_search_texts where tenant_id = own and text like wanted limit most);
    end if;
    if cardinality(found) >= most then
        return query select null::uuid;
    else
        return query select distinct unnest(found);
    end if;
end $$;
drop function trend_story_has(uuid, text);
