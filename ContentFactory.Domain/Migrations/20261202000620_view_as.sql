-- An administrator looks at a tenant through the eyes of one of its people, in one session, for an hour at most.
-- Of the system, not of a tenant: whoever is looked at does not own this row.
create table view_as (
    id uuid not null,
    session_id uuid not null,
    admin_id uuid not null,
    of_tenant uuid not null,
    person_id uuid not null,
    reason character varying(500) not null,
    started_at timestamp with time zone not null,
    ends_at timestamp with time zone not null,
    ended_at timestamp with time zone,
    constraint pk_view_as primary key (id),
    constraint ck_view_as_hour check (ends_at > started_at and ends_at <= started_at + interval '1 hour'),
    constraint fk_view_as_sessions_session_id foreign key (session_id) references sessions (id) on delete cascade
);
create unique index ix_view_as_session_id on view_as (session_id) where ended_at is null;
grant select, insert, update, delete on view_as to cf_system;
