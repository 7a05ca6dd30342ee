-- How many posts a company sends a day at most is a setting with three levels now; the column said the same a second time.
do $$
declare
    moved int;
    own int := (select count(*) from companies where max_posts_per_day <> 30);
begin
    insert into settings (tenant_id, id, company_id, name, value, changed_at)
    select tenant_id, gen_random_uuid(), id, 'publishing.max_posts_per_day', max_posts_per_day::text, app_now() from companies where max_posts_per_day <> 30;
    get diagnostics moved = row_count;
    if moved <> own then
        raise exception '% of % values were moved', moved, own;
    end if;
end $$;
alter table companies drop column max_posts_per_day;
