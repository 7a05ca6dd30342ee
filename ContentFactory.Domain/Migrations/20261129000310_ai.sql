-- What models are asked, what that costs, and what they are told to be.
create table ai_requests (
    tenant_id uuid not null,
    id uuid not null,
    at timestamp with time zone not null,
    company_id uuid,
    post_id uuid,
    person_id uuid not null,
    kind character varying(40) not null,
    role character varying(40) not null,
    role_version integer not null,
    maker character varying(40) not null,
    model character varying(100) not null,
    outcome character varying(40) not null,
    fault character varying(40),
    input_tokens integer,
    cached_tokens integer,
    output_tokens integer,
    reserved numeric(18,8),
    cost numeric(18,8),
    currency character(3) not null,
    is_estimate boolean not null,
    duration_ms integer,
    constraint pk_ai_requests primary key (tenant_id, id, at),
    constraint ck_ai_requests_kind check (kind in ('draft', 'rewrite', 'trial')),
    constraint ck_ai_requests_role check (role in ('copywriter', 'trend_analyst', 'niche_analyst', 'adapter', 'predictor', 'assistant')),
    constraint ck_ai_requests_outcome check (outcome in ('sending', 'done', 'failed', 'unknown')),
    constraint ck_ai_requests_fault check (fault in ('prose', 'malformed', 'refused', 'cut_off', 'empty', 'wrong_language', 'avoided_word', 'too_long', 'bad_hashtag', 'foreign_address', 'leaked', 'busy', 'down', 'key_refused', 'model_gone', 'not_taken', 'timed_out', 'broken', 'cancelled')),
    constraint fk_ai_requests_tenants_tenant_id foreign key (tenant_id) references tenants (id),
    constraint fk_ai_requests_companies_tenant_id_company_id foreign key (tenant_id, company_id) references companies (tenant_id, id)
) partition by range (at);
create index ix_ai_requests_tenant_id_at on ai_requests (tenant_id, at);
create index ix_ai_requests_tenant_id_post_id on ai_requests (tenant_id, post_id);
create index ix_ai_requests_at on ai_requests (at) where outcome = 'sending';
create index ix_ai_requests_tenant_id_company_id on ai_requests (tenant_id, company_id);
select ensure_partitions('ai_requests', 3);

create table ai_months (
    tenant_id uuid not null,
    month date not null,
    spent numeric(18,8) not null,
    reserved numeric(18,8) not null,
    warned_at timestamp with time zone,
    constraint pk_ai_months primary key (tenant_id, month),
    constraint ck_ai_months_positive check (spent >= 0 and reserved >= 0),
    constraint fk_ai_months_tenants_tenant_id foreign key (tenant_id) references tenants (id)
);

create table ai_budgets (
    tenant_id uuid not null,
    monthly numeric(18,2) not null,
    constraint pk_ai_budgets primary key (tenant_id),
    constraint ck_ai_budgets_monthly check (monthly >= 0),
    constraint fk_ai_budgets_tenants_tenant_id foreign key (tenant_id) references tenants (id)
);

create table role_texts (
    tenant_id uuid not null,
    id uuid not null,
    role character varying(40) not null,
    version integer not null,
    text character varying(8000),
    restored_version integer,
    person_id uuid not null,
    created_at timestamp with time zone not null,
    constraint pk_role_texts primary key (tenant_id, id),
    constraint ck_role_texts_role check (role in ('copywriter', 'trend_analyst', 'niche_analyst', 'adapter', 'predictor', 'assistant')),
    constraint fk_role_texts_tenants_tenant_id foreign key (tenant_id) references tenants (id)
);
create unique index ix_role_texts_tenant_id_role_version on role_texts (tenant_id, role, version);

-- USD for a million tokens. A model that is missing here has no known price.
create table ai_prices (
    model character varying(100) not null,
    valid_from date not null,
    input numeric(12,4) not null,
    cached_input numeric(12,4) not null,
    output numeric(12,4) not null,
    source character varying(300),
    constraint pk_ai_prices primary key (model, valid_from),
    constraint ck_ai_prices_positive check (input >= 0 and cached_input >= 0 and output >= 0)
);
insert into ai_prices (model, valid_from, input, cached_input, output, source)
-- read in published copies, not on the makers' own pages: whoever installs the product compares them before relying on a sum
select model, date '2026-11-01', input, cached_input, output, 'unconfirmed, 2026-11: copies of ' || case when model like 'claude%' then 'platform.claude.com/docs/en/about-claude/pricing' else 'developers.openai.com/api/docs/pricing' end
from (values
    ('claude-fable-5-1', 10, 0.25, 50), ('claude-fable-5', 10, 1, 50), ('claude-opus-5-5', 4, 0.2, 20), ('claude-opus-5', 5, 0.5, 25), ('claude-opus-4-8', 5, 0.5, 25),
    ('claude-opus-4-7', 5, 0.5, 25), ('claude-opus-4-6', 5, 0.5, 25), ('claude-opus-4-5', 5, 0.5, 25), ('claude-opus-4-5-20251101', 5, 0.5, 25),
    ('claude-sonnet-5-5', 2, 0.1, 10), ('claude-sonnet-5', 2, 0.2, 10), ('claude-sonnet-4-6', 3, 0.3, 15), ('claude-sonnet-4-5', 3, 0.3, 15), ('claude-sonnet-4-5-20250929', 3, 0.3, 15),
    ('claude-haiku-5-5', 0.1, 0.01, 0.5), ('claude-haiku-4-5', 1, 0.1, 5), ('claude-haiku-4-5-20251001', 1, 0.1, 5),
    ('gpt-6-astra', 10, 1, 50), ('gpt-6-sol', 2, 0.2, 10), ('gpt-6.1-sol', 2, 0.1, 10), ('gpt-6-luna', 0.1, 0.01, 0.5), ('gpt-5.5', 5, 0.5, 30), ('gpt-5.4', 2.5, 0.25, 15), ('gpt-5.4-mini', 0.75, 0.075, 4.5),
    ('gpt-5.2', 1.75, 0.175, 14), ('gpt-5', 1.25, 0.125, 10), ('gpt-5-mini', 0.25, 0.025, 2), ('gpt-5-nano', 0.05, 0.005, 0.4),
    ('gpt-4.1', 2, 0.5, 8), ('gpt-4.1-mini', 0.4, 0.1, 1.6), ('gpt-4o', 2.5, 1.25, 10), ('gpt-4o-mini', 0.15, 0.075, 0.6)
) as known (model, input, cached_input, output);

grant select on ai_prices to cf_app;
grant select, insert, update, delete on ai_prices to cf_system;
select secure_tenant_tables();
revoke delete on ai_requests, ai_months from cf_app;
revoke update, delete on role_texts from cf_app;
