-- What a search reads of a post, in lower case and beside the post: matching it costs a tenth of ILIKE, and a post whose state moves (three
-- times on its way out) does not write its words into the text indexes again.
-- nodes of the version before go on writing meanwhile: none may slip in between the copy and the trigger
lock table posts in share row exclusive mode;
create table post_search_texts (
    tenant_id uuid not null,
    post_id uuid not null,
    title text not null,
    text text not null,
    constraint pk_post_search_texts primary key (tenant_id, post_id),
    constraint fk_post_search_texts_posts_tenant_id_post_id foreign key (tenant_id, post_id) references posts (tenant_id, id) on delete cascade
);
insert into post_search_texts (tenant_id, post_id, title, text) select tenant_id, id, lower(title), lower(text) from posts;
do $$
begin
    if (select count(*) from post_search_texts) <> (select count(*) from posts) then
        raise exception 'a post has no search text';
    end if;
end $$;
drop index ix_posts_tenant_id_title_words;
drop index ix_posts_tenant_id_text_words;
create index ix_post_search_texts_tenant_id_title_words on post_search_texts using gin (tenant_id, title gin_trgm_ops);
create index ix_post_search_texts_tenant_id_text_words on post_search_texts using gin (tenant_id, text gin_trgm_ops);
select secure_tenant_tables();
revoke insert, update, delete on post_search_texts from cf_app;

create function keep_search_text() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    insert into post_search_texts (tenant_id, post_id, title, text) values (new.tenant_id, new.id, lower(new.title), lower(new.text))
    on conflict (tenant_id, post_id) do update set title = excluded.title, text = excluded.text;
    return null;
end $$;
alter function keep_search_text() owner to cf_system;
revoke execute on function keep_search_text() from public;
create trigger search_text_made after insert on posts for each row execute function keep_search_text();
create trigger search_text_changed after update of title, text on posts for each row
    when (old.title is distinct from new.title or old.text is distinct from new.text) execute function keep_search_text();

-- For a few thousand posts reading each is quicker than the text index, whose lists hold the word of every tenant; offset 0 keeps the index out.
create or replace function find_posts(pattern text, beyond_title boolean) returns setof uuid
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan rows 50 as $$
declare
    own uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
    wanted text := lower(pattern);
    few boolean := (select count(*) from (select from post_search_texts where tenant_id = own limit 3001) counted) <= 3000;
begin
    if few then
        return query select w.post_id from (select * from post_search_texts where tenant_id = own offset 0) w
            where w.title like wanted or (beyond_title and w.text like wanted);
    elsif beyond_title then
        return query select post_id from post_search_texts where tenant_id = own and (title like wanted or text like wanted);
    else
        return query select post_id from post_search_texts where tenant_id = own and title like wanted;
    end if;
end $$;
