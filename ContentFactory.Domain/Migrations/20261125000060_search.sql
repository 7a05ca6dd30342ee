-- Finding words. ILIKE is not leakproof, so under a policy no text index serves it and each search reads every row of the tenant. These
-- functions look past the policy and take the tenant from the session themselves; what they answer is read under the policy again.
create extension if not exists btree_gin;

create index ix_posts_tenant_id_title_words on posts using gin (tenant_id, title gin_trgm_ops);
create index ix_posts_tenant_id_text_words on posts using gin (tenant_id, text gin_trgm_ops);
create index ix_trend_items_tenant_id_title_words on trend_items using gin (tenant_id, title gin_trgm_ops);
create index ix_trend_items_tenant_id_summary_words on trend_items using gin (tenant_id, summary gin_trgm_ops);

-- custom plans: which index pays depends on the pattern
create function find_posts(pattern text, beyond_title boolean) returns setof uuid
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan rows 50 as $$
declare
    own uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
begin
    if beyond_title then
        return query select id from posts where tenant_id = own and (title ilike pattern or text ilike pattern);
    else
        return query select id from posts where tenant_id = own and title ilike pattern;
    end if;
end $$;

create function find_trend_items(pattern text, beyond_title boolean) returns setof uuid
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan rows 50 as $$
declare
    own uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
begin
    if beyond_title then
        return query select id from trend_items where tenant_id = own and (title ilike pattern or summary ilike pattern);
    else
        return query select id from trend_items where tenant_id = own and title ilike pattern;
    end if;
end $$;

alter function find_posts(text, boolean) owner to cf_system;
alter function find_trend_items(text, boolean) owner to cf_system;
revoke execute on function find_posts(text, boolean), find_trend_items(text, boolean) from public;
grant execute on function find_posts(text, boolean), find_trend_items(text, boolean) to cf_app;
