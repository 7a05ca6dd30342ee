-- Reports of numbers as files, and the plans by which they go out every week.
create table reports (
    tenant_id uuid not null,
    id uuid not null,
    person_id uuid,
    plan_id uuid,
    company_id uuid,
    channel_id uuid,
    network character varying(40),
    first_day date not null,
    last_day date not null,
    language character varying(10) not null,
    xlsx boolean not null,
    pdf boolean not null,
    created_at timestamp with time zone not null,
    made_at timestamp with time zone,
    constraint pk_reports primary key (tenant_id, id),
    constraint ck_reports_formats check (xlsx or pdf),
    constraint ck_reports_language check (language in ('ru', 'en')),
    constraint ck_reports_days check (first_day <= last_day),
    constraint fk_reports_tenants_tenant_id foreign key (tenant_id) references tenants (id)
);
create index ix_reports_tenant_id_created_at on reports (tenant_id, created_at);
create index ix_reports_created_at on reports (created_at);

create table report_files (
    tenant_id uuid not null,
    report_id uuid not null,
    format character varying(40) not null,
    store character varying(40) not null,
    store_id uuid,
    store_key character varying(300) not null,
    size bigint not null,
    constraint pk_report_files primary key (tenant_id, report_id, format),
    constraint ck_report_files_format check (format in ('xlsx', 'pdf')),
    constraint ck_report_files_store check (store in ('local', 's3', 'cloudinary')),
    constraint fk_report_files_reports_tenant_id_report_id foreign key (tenant_id, report_id) references reports (tenant_id, id) on delete cascade,
    constraint fk_report_files_media_stores_tenant_id_store_id foreign key (tenant_id, store_id) references media_stores (tenant_id, id)
);
create unique index ix_report_files_tenant_id_store_key on report_files (tenant_id, store_key);
create index ix_report_files_tenant_id_store_id on report_files (tenant_id, store_id) where store_id is not null;

-- next_at is the instant of weekday and hour in zone_id; null while the plan is off. A removed plan stays, so that one that is added again knows which weeks went out.
create table report_plans (
    tenant_id uuid not null,
    id uuid not null,
    company_id uuid,
    weekday smallint not null,
    hour smallint not null,
    language character varying(10) not null,
    xlsx boolean not null,
    pdf boolean not null,
    people uuid[] not null,
    zone_id character varying(64) not null,
    next_at timestamp with time zone,
    version integer not null,
    created_at timestamp with time zone not null,
    removed_at timestamp with time zone,
    constraint pk_report_plans primary key (tenant_id, id),
    constraint ck_report_plans_formats check (xlsx or pdf),
    constraint ck_report_plans_language check (language in ('ru', 'en')),
    constraint ck_report_plans_weekday check (weekday between 0 and 6),
    constraint ck_report_plans_hour check (hour between 0 and 23),
    constraint ck_report_plans_removed check (removed_at is null or next_at is null),
    constraint fk_report_plans_companies_tenant_id_company_id foreign key (tenant_id, company_id) references companies (tenant_id, id) on delete cascade,
    constraint fk_report_plans_tenants_tenant_id foreign key (tenant_id) references tenants (id)
);
create unique index ix_report_plans_tenant_id_company_id on report_plans (tenant_id, company_id) nulls not distinct;
create index ix_report_plans_next_at on report_plans (next_at) where next_at is not null;

-- One row for each week of a plan, before anything is made: whatever nodes, restarts and clocks do, a week goes out once.
create table report_mailings (
    tenant_id uuid not null,
    plan_id uuid not null,
    week date not null,
    report_id uuid not null,
    due_at timestamp with time zone not null,
    tries integer not null,
    sent_at timestamp with time zone,
    settled_at timestamp with time zone,
    constraint pk_report_mailings primary key (tenant_id, plan_id, week),
    constraint fk_report_mailings_report_plans_tenant_id_plan_id foreign key (tenant_id, plan_id) references report_plans (tenant_id, id) on delete cascade
);
create index ix_report_mailings_due_at on report_mailings (due_at) where settled_at is null;

-- Who got the letter of a week; written in the transaction that puts the letter into the outbox.
create table report_letters (
    tenant_id uuid not null,
    plan_id uuid not null,
    week date not null,
    person_id uuid not null,
    letter_id uuid not null,
    constraint pk_report_letters primary key (tenant_id, plan_id, week, person_id),
    constraint fk_report_letters_report_mailings_tenant_id_plan_id_week foreign key (tenant_id, plan_id, week) references report_mailings (tenant_id, plan_id, week) on delete cascade
);

select secure_tenant_tables();
revoke update, delete on report_letters from cf_app;
