-- The audit log of all tenants is read newest first: by time alone, by who acted, by what was done and to what. A table in parts takes no index beside its writers: they wait meanwhile.
create index ix_audit_log_at on audit_log (at);
create index ix_audit_log_person_id_at on audit_log (person_id, at);
create index ix_audit_log_action_at on audit_log (action, at);
create index ix_audit_log_entity_at on audit_log (entity, at);

-- What is no longer kept goes by whole months: of readings, and of the audit log.
create or replace function drop_partitions(parent regclass, before date) returns int
language plpgsql security definer set search_path = public, pg_temp set lock_timeout = '5s' as $$
declare
    part record;
    dropped int := 0;
begin
    if parent not in ('metric_snapshots'::regclass, 'audit_log'::regclass) then
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
