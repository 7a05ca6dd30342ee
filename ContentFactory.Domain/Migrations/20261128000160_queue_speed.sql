-- A legal move costs no call of a function any more: the condition of the trigger holds the table of moves (the same as
-- PublicationTransitions in code), the function only refuses.
drop trigger publication_moves on publications;
create or replace function check_publication_move() returns trigger language plpgsql as $$
begin
    raise exception 'publication % may not go from % to %', old.id, old.state, new.state using errcode = 'check_violation';
end $$;
create trigger publication_moves before update of state on publications
    for each row when (old.state is distinct from new.state and old.state || '>' || new.state <> all ('{
        scheduled>leased, scheduled>held, scheduled>cancelled,
        leased>sending, leased>scheduled, leased>held, leased>failed,
        sending>accepted, sending>published, sending>failed, sending>unknown, sending>scheduled,
        accepted>published, accepted>failed, accepted>unknown,
        published>deleted, published>removed_by_platform,
        failed>scheduled, failed>cancelled,
        unknown>published, unknown>failed, unknown>scheduled, unknown>cancelled,
        held>scheduled, held>cancelled}'::text[]))
    execute function check_publication_move();

-- With the states in its condition, statements that name their rows by key read the whole index of what is under way instead.
drop index ix_publications_lease_until;
create index ix_publications_lease_until on publications (lease_until) where lease_until is not null;
