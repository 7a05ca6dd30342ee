-- Each try to renew a channel's token: a row before the call, and while it is under way the lease of the one who asks.
create table token_refreshes (
    tenant_id uuid not null,
    id uuid not null,
    channel_id uuid not null,
    state character varying(40) not null,
    mark character varying(64) not null,
    node character varying(100) not null,
    started_at timestamp with time zone not null,
    lease_until timestamp with time zone,
    ended_at timestamp with time zone,
    valid_until timestamp with time zone,
    code character varying(60),
    constraint pk_token_refreshes primary key (tenant_id, id),
    constraint ck_token_refreshes_lease check ((state = 'asking') = (lease_until is not null)),
    constraint ck_token_refreshes_state check (state in ('renewed', 'refused', 'unavailable', 'unknown', 'superseded', 'asking')),
    constraint fk_token_refreshes_channels_tenant_id_channel_id foreign key (tenant_id, channel_id) references channels (tenant_id, id) on delete cascade
);
create unique index ix_token_refreshes_tenant_id_channel_id on token_refreshes (tenant_id, channel_id) where state = 'asking';
create index ix_token_refreshes_tenant_id_channel_id_started_at on token_refreshes (tenant_id, channel_id, started_at);
create index ix_channels_token_valid_until on channels (token_valid_until) where token_valid_until is not null;
select secure_tenant_tables();
