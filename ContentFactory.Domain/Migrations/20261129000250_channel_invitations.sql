-- Links by which somebody without an account connects the own accounts. The token stands here as a hash only.
create table channel_invitations (
    tenant_id uuid not null,
    id uuid not null,
    company_id uuid not null,
    platforms text[] not null,
    per_network integer not null,
    note character varying(300),
    renews boolean not null,
    by_admin boolean not null,
    token_hash bytea not null,
    created_by uuid not null,
    created_at timestamp with time zone not null,
    expires_at timestamp with time zone not null,
    revoked_at timestamp with time zone,
    constraint pk_channel_invitations primary key (tenant_id, id),
    constraint ck_channel_invitations_lifetime check (expires_at > created_at and expires_at <= created_at + interval '30 days'),
    constraint ck_channel_invitations_per_network check (per_network between 1 and 10),
    constraint ck_channel_invitations_platforms check (cardinality(platforms) >= 1),
    constraint fk_channel_invitations_companies_tenant_id_company_id foreign key (tenant_id, company_id) references companies (tenant_id, id) on delete cascade
);
create unique index ix_channel_invitations_token_hash on channel_invitations (token_hash);
create index ix_channel_invitations_tenant_id_company_id on channel_invitations (tenant_id, company_id);

-- The accounts that came by a link. Each has a number of its own within its network, so that two at once can not take the same place.
create table channel_invitation_uses (
    tenant_id uuid not null,
    id uuid not null,
    invitation_id uuid not null,
    channel_id uuid not null,
    platform character varying(20) not null,
    number integer not null,
    used_at timestamp with time zone not null,
    constraint pk_channel_invitation_uses primary key (tenant_id, id),
    constraint ck_channel_invitation_uses_number check (number >= 1),
    constraint fk_channel_invitation_uses_invitation foreign key (tenant_id, invitation_id) references channel_invitations (tenant_id, id) on delete cascade,
    constraint fk_channel_invitation_uses_channels_tenant_id_channel_id foreign key (tenant_id, channel_id) references channels (tenant_id, id) on delete cascade
);
create unique index ix_channel_invitation_uses_one_place on channel_invitation_uses (tenant_id, invitation_id, platform, number);
create unique index ix_channel_invitation_uses_one_channel on channel_invitation_uses (tenant_id, invitation_id, channel_id);
create index ix_channel_invitation_uses_tenant_id_channel_id on channel_invitation_uses (tenant_id, channel_id);

-- A guest's way out and back: the person is the one who invited, the session is what the guest's browser keeps.
alter table channel_sign_ins add column invitation_id uuid;
alter table channel_sign_ins add constraint fk_channel_sign_ins_channel_invitations_tenant_id_invitation_id
    foreign key (tenant_id, invitation_id) references channel_invitations (tenant_id, id) on delete cascade;
create index ix_channel_sign_ins_tenant_id_invitation_id on channel_sign_ins (tenant_id, invitation_id);

select secure_tenant_tables();
revoke delete on channel_invitations from cf_app;
revoke update, delete on channel_invitation_uses from cf_app;

-- Whose link it is, before anybody has entered.
create function directory_channel_invitation(hash bytea) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$ select tenant_id from channel_invitations where token_hash = hash $$;
alter function directory_channel_invitation(bytea) owner to cf_system;
revoke execute on function directory_channel_invitation(bytea) from public;
grant execute on function directory_channel_invitation(bytea) to cf_system;
