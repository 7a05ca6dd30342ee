-- How many calls an account, or an app of ours at a platform, may still take: token buckets that all nodes share. Unlogged: after a crash they
-- are full, and the platform's own refusals fill them in again.
create unlogged table call_budgets (
    name character varying(200) not null,
    capacity double precision not null,
    per_second double precision not null,
    tokens double precision not null,
    filled_at timestamp with time zone not null,
    blocked_until timestamp with time zone,
    constraint pk_call_budgets primary key (name)
);
grant select, insert, update, delete on call_budgets to cf_system;
alter table channels add column app_key character varying(100);
