-- Plans are edited by administrators: what they say they contain, and limits that cannot be nonsense.
alter table plans add features jsonb not null default '[]';
alter table plans add constraint ck_plans_features check (jsonb_typeof(features) = 'array');
alter table plans add constraint ck_plans_code check (code ~ '^[a-z0-9_]{2,40}$');
alter table plans add constraint ck_plans_currency check (currency ~ '^[A-Z]{3}$');
alter table plans add constraint ck_plans_prices check (monthly_price >= 0 and yearly_price >= 0);
alter table plans add constraint ck_plans_limits check (channels >= 0 and members >= 1 and posts_per_month >= 0 and ai_budget_per_month >= 0 and media_gigabytes >= 0
    and knowledge_rows >= 0 and documents_per_month >= 0 and private_channels >= 0);

-- Plans that were given until a day end by a clock.
create index ix_subscriptions_given_until on subscriptions (ends_at) where status = 'active' and source <> 'stripe' and ends_at is not null;
