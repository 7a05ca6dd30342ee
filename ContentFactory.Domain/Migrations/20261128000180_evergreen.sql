-- Categories of posts that go out in turn, the slots at which they do, and the dates for which nothing was free.
create table evergreen_categories (
    tenant_id uuid not null,
    id uuid not null,
    company_id uuid not null,
    name character varying(100) not null,
    name_key character varying(100) not null,
    cool_down_days integer not null,
    state character varying(40) not null,
    told_at timestamp with time zone,
    created_by uuid not null,
    created_at timestamp with time zone not null,
    constraint pk_evergreen_categories primary key (tenant_id, id),
    constraint ck_evergreen_categories_cool_down_days check (cool_down_days between 1 and 365),
    constraint ck_evergreen_categories_state check (state in ('active', 'paused', 'removed')),
    constraint fk_evergreen_categories_companies_tenant_id_company_id foreign key (tenant_id, company_id) references companies (tenant_id, id) on delete cascade
);
create unique index ix_evergreen_categories_tenant_id_company_id_name_key on evergreen_categories (tenant_id, company_id, name_key) where state <> 'removed';

create table evergreen_slots (
    tenant_id uuid not null,
    id uuid not null,
    category_id uuid not null,
    channel_id uuid not null,
    weekdays integer not null,
    local_time time without time zone not null,
    state character varying(40) not null,
    next_look_at timestamp with time zone not null,
    created_by uuid not null,
    created_at timestamp with time zone not null,
    constraint pk_evergreen_slots primary key (tenant_id, id),
    constraint ck_evergreen_slots_state check (state in ('active', 'paused', 'removed')),
    constraint ck_evergreen_slots_weekdays check (weekdays between 1 and 127),
    constraint fk_evergreen_slots_channels_tenant_id_channel_id foreign key (tenant_id, channel_id) references channels (tenant_id, id) on delete cascade,
    constraint fk_evergreen_slots_evergreen_categories_tenant_id_category_id foreign key (tenant_id, category_id) references evergreen_categories (tenant_id, id) on delete cascade
);
create index ix_evergreen_slots_tenant_id_category_id on evergreen_slots (tenant_id, category_id);
create index ix_evergreen_slots_tenant_id_channel_id on evergreen_slots (tenant_id, channel_id);
-- what the planning has to look at: usually nothing
create index ix_evergreen_slots_next_look_at on evergreen_slots (next_look_at) where state = 'active';

create table evergreen_posts (
    tenant_id uuid not null,
    post_id uuid not null,
    category_id uuid not null,
    until date,
    most_times integer,
    added_by uuid not null,
    added_at timestamp with time zone not null,
    constraint pk_evergreen_posts primary key (tenant_id, post_id),
    constraint ck_evergreen_posts_most_times check (most_times between 1 and 1000),
    constraint fk_evergreen_posts_evergreen_categories_tenant_id_category_id foreign key (tenant_id, category_id) references evergreen_categories (tenant_id, id) on delete cascade,
    constraint fk_evergreen_posts_posts_tenant_id_post_id foreign key (tenant_id, post_id) references posts (tenant_id, id) on delete cascade
);
create index ix_evergreen_posts_tenant_id_category_id on evergreen_posts (tenant_id, category_id);

create table evergreen_passes (
    tenant_id uuid not null,
    slot_id uuid not null,
    date date not null,
    planned_at timestamp with time zone not null,
    reason character varying(40) not null,
    resting integer not null,
    free_at timestamp with time zone,
    decided_at timestamp with time zone not null,
    constraint pk_evergreen_passes primary key (tenant_id, slot_id, date),
    constraint ck_evergreen_passes_reason check (reason in ('empty', 'resting', 'channel', 'day', 'company', 'gap')),
    constraint fk_evergreen_passes_evergreen_slots_tenant_id_slot_id foreign key (tenant_id, slot_id) references evergreen_slots (tenant_id, id) on delete cascade
);

-- The slot and date that a publication fills: one publication at most, even when a person cancelled or moved it.
alter table publications add column evergreen_slot_id uuid;
alter table publications add column evergreen_date date;
alter table publications add constraint fk_publications_evergreen_slots_tenant_id_evergreen_slot_id
    foreign key (tenant_id, evergreen_slot_id) references evergreen_slots (tenant_id, id) on delete set null (evergreen_slot_id);
create unique index ix_publications_tenant_id_evergreen_slot_id_evergreen_date on publications (tenant_id, evergreen_slot_id, evergreen_date) where evergreen_slot_id is not null;
-- what stands planned by slots: two days of it
create index ix_publications_evergreen on publications (tenant_id, post_id) where evergreen_slot_id is not null and state in ('scheduled', 'held');
select secure_tenant_tables();
revoke delete on evergreen_categories, evergreen_slots from cf_app;
