-- When each channel is asked next whether it still lets us post, what it said, and which end of a token was warned of.
alter table channels add column next_check_at timestamp with time zone;
alter table channels add column warned_until timestamp with time zone;
alter table channels add column warned_days integer;
do $$
declare
    wanted bigint := (select count(*) from channels where status in ('active', 'warming_up', 'paused'));
    planned bigint;
begin
    update channels set next_check_at = coalesce(last_checked_at, created_at) + interval '24 hours' where status in ('active', 'warming_up', 'paused');
    get diagnostics planned = row_count;
    if planned <> wanted then
        raise exception 'checks were planned for % of % channels', planned, wanted;
    end if;
end $$;
create index ix_channels_next_check_at on channels (next_check_at) where next_check_at is not null;

create table channel_checks (
    tenant_id uuid not null,
    id uuid not null,
    channel_id uuid not null,
    at timestamp with time zone not null,
    result character varying(40) not null,
    fault character varying(1000),
    constraint pk_channel_checks primary key (tenant_id, id),
    constraint ck_channel_checks_result check (result in ('fine', 'refused', 'unreachable')),
    constraint fk_channel_checks_channels_tenant_id_channel_id foreign key (tenant_id, channel_id) references channels (tenant_id, id) on delete cascade
);
create index ix_channel_checks_tenant_id_channel_id_at on channel_checks (tenant_id, channel_id, at);
create index ix_channel_checks_at on channel_checks (at);
select secure_tenant_tables();
