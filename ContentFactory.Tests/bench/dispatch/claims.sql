with free as (select id from jobs where state = 0 order by id limit 100 for update skip locked),
     taken as (update jobs set state = 1, changed_at = now() from free where jobs.id = free.id returning jobs.id)
select array_agg(id) as ids from taken \gset
update jobs set state = 2, changed_at = now() where id = any (:ids::bigint[]);
