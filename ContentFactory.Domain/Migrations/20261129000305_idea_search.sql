-- What a search reads of an idea, in lower case and beside the idea, as posts have it: a story that grows or is decided moves the row of the
-- idea several times and must not write its words into the text index again. One index serves both columns: the text begins with the title.
lock table trend_items in share row exclusive mode;
create table trend_search_texts (
    tenant_id uuid not null,
    item_id uuid not null,
    title text not null,
    text text not null,
    constraint pk_trend_search_texts primary key (tenant_id, item_id)
);
insert into trend_search_texts (tenant_id, item_id, title, text) select tenant_id, id, lower(title), lower(title || e'\n' || summary) from trend_items;
do $$
begin
    if (select count(*) from trend_search_texts) <> (select count(*) from trend_items) then
        raise exception 'an idea has no search text';
    end if;
end $$;
drop index ix_trend_items_tenant_id_title_words;
drop index ix_trend_items_tenant_id_summary_words;
-- each search reads what waits to be put into the index: a short list costs the collector little and the search nothing
create index ix_trend_search_texts_tenant_id_text_words on trend_search_texts using gin (tenant_id, text gin_trgm_ops) with (gin_pending_list_limit = 512);
select secure_tenant_tables();
revoke insert, update, delete on trend_search_texts from cf_app;

-- a feed's items come in one statement, and so do their texts
create function make_idea_texts() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    insert into trend_search_texts (tenant_id, item_id, title, text) select tenant_id, id, lower(title), lower(title || e'\n' || summary) from made;
    return null;
end $$;
create function keep_idea_text() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    update trend_search_texts set title = lower(new.title), text = lower(new.title || e'\n' || new.summary) where tenant_id = new.tenant_id and item_id = new.id;
    return null;
end $$;
-- Texts and bands go with their item without a foreign key: looking up 12 bands of each new item in the table they come from took longer than
-- all else, and for minutes in a young database, whose checks are planned while the table is empty.
alter table trend_bands drop constraint fk_trend_bands_trend_items_tenant_id_item_id;
create function forget_idea_words() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    delete from trend_search_texts w using gone g where w.tenant_id = g.tenant_id and w.item_id = g.id;
    delete from trend_bands b using gone g where b.tenant_id = g.tenant_id and b.item_id = g.id;
    return null;
end $$;
alter function forget_idea_words() owner to cf_system;
alter function make_idea_texts() owner to cf_system;
alter function keep_idea_text() owner to cf_system;
revoke execute on function make_idea_texts(), keep_idea_text(), forget_idea_words() from public;
create trigger words_forgotten after delete on trend_items referencing old table as gone for each statement execute function forget_idea_words();
create trigger search_texts_made after insert on trend_items referencing new table as made for each statement execute function make_idea_texts();
create trigger search_text_changed after update of title, summary on trend_items for each row
    when (old.title is distinct from new.title or old.summary is distinct from new.summary) execute function keep_idea_text();

-- For a few thousand ideas reading each is quicker than the text index, whose lists hold the word of every tenant; offset 0 keeps the index out.
create or replace function find_trend_items(pattern text, beyond_title boolean) returns setof uuid
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan rows 50 as $$
declare
    own uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
    wanted text := lower(pattern);
    few boolean := (select count(*) from (select from trend_search_texts where tenant_id = own limit 3001) counted) <= 3000;
begin
    if few then
        return query select w.item_id from (select * from trend_search_texts where tenant_id = own offset 0) w
            where w.text like wanted and (beyond_title or w.title like wanted);
    else
        return query select item_id from trend_search_texts where tenant_id = own and text like wanted and (beyond_title or title like wanted);
    end if;
end $$;

-- A story is found by the words of each item that tells it. Who gets as many as `most` got any items that have the word, no stories: such a word
-- is asked of each story by trend_story_has, in the order of the list, until the page is full.
drop function find_trend_stories(text);
create function find_trend_stories(pattern text, most integer default 2147483647) returns setof uuid
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan rows 50 as $$
declare
    own uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
    wanted text := lower(pattern);
    few boolean := (select count(*) from (select from trend_search_texts where tenant_id = own limit 3001) counted) <= 3000;
    found uuid[];
begin
    if few then
        found := array(select w.item_id from (select * from trend_search_texts where tenant_id = own offset 0) w where w.text like wanted limit most);
    else
        found := array(select item_id from trend_search_texts where tenant_id = own and text like wanted limit most);
    end if;
    if cardinality(found) >= most then
        return query select unnest(found);
    else
        return query select distinct i.cluster_id from trend_items i where i.tenant_id = own and i.id = any(found);
    end if;
end $$;
alter function find_trend_stories(text, integer) owner to cf_system;
revoke execute on function find_trend_stories(text, integer) from public;
grant execute on function find_trend_stories(text, integer) to cf_app;

-- Reads under the policies, by two keys.
create function trend_story_has(story uuid, pattern text) returns boolean
language plpgsql stable cost 1000 as $$
begin
    return exists (select from trend_items i join trend_search_texts w on w.tenant_id = i.tenant_id and w.item_id = i.id
        where i.tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid and i.cluster_id = story and w.text like lower(pattern));
end $$;
revoke execute on function trend_story_has(uuid, text) from public;
grant execute on function trend_story_has(uuid, text) to cf_app, cf_system;
