-- What the calls of each registered app have used of its daily limits at a network, over all nodes and tenants. The day is the network's.
create table platform_app_usage (
    pool character varying(40) not null,
    app character varying(100) not null,
    day date not null,
    kind character varying(20) not null,
    used bigint not null,
    constraint pk_platform_app_usage primary key (pool, app, day, kind)
);
grant select, insert, update, delete on platform_app_usage to cf_system;

-- A video that was found after a lost answer and lacks its cover is followed like one that the network accepted (the same as
-- PublicationTransitions in code).
drop trigger publication_moves on publications;
create trigger publication_moves before update of state on publications
    for each row when (old.state is distinct from new.state and old.state || '>' || new.state <> all ('{
        scheduled>leased, scheduled>held, scheduled>cancelled,
        leased>sending, leased>scheduled, leased>held, leased>failed,
        sending>accepted, sending>published, sending>failed, sending>unknown, sending>scheduled,
        accepted>published, accepted>failed, accepted>unknown,
        published>deleted, published>removed_by_platform,
        failed>scheduled, failed>cancelled,
        unknown>published, unknown>failed, unknown>scheduled, unknown>cancelled, unknown>accepted,
        held>scheduled, held>cancelled}'::text[]))
    execute function check_publication_move();
