-- When drafts of a company are composed by themselves, and one row for each draft: before it is written.
create table auto_draft_plans (
    tenant_id uuid not null,
    company_id uuid not null,
    is_on boolean not null,
    per_day integer not null,
    times time without time zone[] not null,
    weekdays integer not null,
    topic_ids uuid[] not null,
    platforms text[] not null,
    language character varying(10),
    template_id uuid,
    template_values jsonb not null,
    least_score integer not null,
    planned_until timestamp with time zone not null,
    next_look_at timestamp with time zone not null,
    changed_by uuid not null,
    changed_at timestamp with time zone not null,
    constraint pk_auto_draft_plans primary key (tenant_id, company_id),
    constraint ck_auto_draft_plans_per_day check (per_day between 1 and 10),
    constraint ck_auto_draft_plans_weekdays check (weekdays between 1 and 127),
    constraint ck_auto_draft_plans_least_score check (least_score between 0 and 100),
    constraint fk_auto_draft_plans_companies_tenant_id_company_id foreign key (tenant_id, company_id) references companies (tenant_id, id) on delete cascade
);
create index ix_auto_draft_plans_next_look_at on auto_draft_plans (next_look_at) where is_on;

-- the n-th draft of a local date exists once, whatever nodes and crashes do; and so does the id of its post
create table auto_draft_runs (
    tenant_id uuid not null,
    company_id uuid not null,
    date date not null,
    slot integer not null,
    due_at timestamp with time zone not null,
    state character varying(40) not null,
    draft_id uuid not null,
    item_ids uuid[] not null,
    platforms text[] not null,
    tries integer not null,
    next_try_at timestamp with time zone not null,
    reason_key character varying(100),
    reason_args text[] not null,
    ended_at timestamp with time zone,
    constraint pk_auto_draft_runs primary key (tenant_id, company_id, date, slot),
    constraint ck_auto_draft_runs_state check (state in ('waiting', 'drafted', 'empty', 'failed', 'skipped')),
    constraint fk_auto_draft_runs_companies_tenant_id_company_id foreign key (tenant_id, company_id) references companies (tenant_id, id) on delete cascade
);
create index ix_auto_draft_runs_next_try_at on auto_draft_runs (next_try_at) where state = 'waiting';
create unique index ix_auto_draft_runs_tenant_id_draft_id on auto_draft_runs (tenant_id, draft_id);
select secure_tenant_tables();
revoke insert, delete on auto_draft_runs from cf_app;
