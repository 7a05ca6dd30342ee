-- Posts that go out again and again: the rule, and its next occurrences as they were worked out.
create table recurrences (
    tenant_id uuid not null,
    id uuid not null,
    post_id uuid not null,
    channel_id uuid not null,
    start_date date not null,
    local_time time without time zone not null,
    zone_id character varying(64) not null,
    every_days integer not null,
    weekdays integer not null,
    until date,
    count integer,
    cool_down_hours integer not null,
    state character varying(40) not null,
    upcoming_dates date[] not null,
    upcoming_at timestamp with time zone[] not null,
    created_by uuid not null,
    created_at timestamp with time zone not null,
    ended_at timestamp with time zone,
    constraint pk_recurrences primary key (tenant_id, id),
    constraint ck_recurrences_count check (count >= 1),
    constraint ck_recurrences_cool_down_hours check (cool_down_hours >= 0),
    constraint ck_recurrences_ended check ((state = 'ended') = (ended_at is not null)),
    constraint ck_recurrences_every_days check (every_days between 1 and 365),
    constraint ck_recurrences_state check (state in ('active', 'paused', 'ended')),
    constraint ck_recurrences_upcoming check (cardinality(upcoming_dates) = cardinality(upcoming_at)),
    constraint ck_recurrences_weekdays check (weekdays between 0 and 127),
    constraint fk_recurrences_channels_tenant_id_channel_id foreign key (tenant_id, channel_id) references channels (tenant_id, id) on delete cascade,
    constraint fk_recurrences_posts_tenant_id_post_id foreign key (tenant_id, post_id) references posts (tenant_id, id) on delete cascade
);
create index ix_recurrences_tenant_id_post_id on recurrences (tenant_id, post_id);
create index ix_recurrences_tenant_id_channel_id on recurrences (tenant_id, channel_id);
create index ix_recurrences_active on recurrences (tenant_id, id) where state = 'active';

-- The occurrence that a publication is, if it is one; the day is the rule's even when a person moved the publication.
alter table publications add column recurrence_id uuid;
alter table publications add column recurrence_date date;
alter table publications add constraint fk_publications_recurrences_tenant_id_recurrence_id
    foreign key (tenant_id, recurrence_id) references recurrences (tenant_id, id) on delete set null (recurrence_id);
create unique index ix_publications_tenant_id_recurrence_id_recurrence_date on publications (tenant_id, recurrence_id, recurrence_date) where recurrence_id is not null;
-- what a claim has just taken and must see followed; empty while nothing repeats
create index ix_publications_repeated on publications (tenant_id, recurrence_id) where state = 'leased' and recurrence_id is not null;
select secure_tenant_tables();
revoke delete on recurrences from cf_app;
