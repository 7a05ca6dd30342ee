-- Messages of the product's bot may carry buttons, change one that was sent, and say which one they became.
alter table bot_messages add column markup jsonb;
alter table bot_messages add column edits bigint;
alter table bot_messages add column message_id bigint;

-- When a post began to wait for a decision. What waits already is not asked about anew.
alter table posts add column ready_at timestamp with time zone;
create index ix_posts_ready_at on posts (ready_at) where status = 'ready';

-- What approvers were asked in Telegram: one message with buttons, about one version, for one account. The row stands before the message.
create table approval_asks (
    tenant_id uuid not null,
    id uuid not null,
    post_id uuid not null,
    version integer not null,
    person_id uuid not null,
    telegram_user_id bigint not null,
    token character varying(32) not null,
    bot_message_id uuid not null,
    text character varying(4096) not null,
    created_at timestamp with time zone not null,
    closed_at timestamp with time zone,
    outcome character varying(40),
    edited_at timestamp with time zone,
    reply_message_id bigint,
    reply_until timestamp with time zone,
    constraint pk_approval_asks primary key (tenant_id, id),
    constraint ck_approval_asks_closed check (outcome is null or closed_at is not null),
    constraint ck_approval_asks_outcome check (outcome in ('approved', 'half', 'rejected', 'changed', 'closed')),
    constraint fk_approval_asks_posts_tenant_id_post_id foreign key (tenant_id, post_id) references posts (tenant_id, id) on delete cascade
);
create unique index ix_approval_asks_token on approval_asks (token);
create unique index ix_approval_asks_open on approval_asks (tenant_id, post_id, person_id) where closed_at is null;
create index ix_approval_asks_post on approval_asks (tenant_id, post_id, version, person_id);
create index ix_approval_asks_edits on approval_asks (closed_at) where closed_at is not null and edited_at is null;
create index ix_approval_asks_reply on approval_asks (telegram_user_id, reply_message_id) where reply_message_id is not null;

-- Who was reminded of a waiting post, how often.
create table approval_reminders (
    tenant_id uuid not null,
    post_id uuid not null,
    since timestamp with time zone not null,
    sent integer not null,
    sent_at timestamp with time zone not null,
    constraint pk_approval_reminders primary key (tenant_id, post_id),
    constraint ck_approval_reminders_sent check (sent between 1 and 3),
    constraint fk_approval_reminders_posts_tenant_id_post_id foreign key (tenant_id, post_id) references posts (tenant_id, id) on delete cascade
);
alter table companies add column reminder_hours smallint not null default 24;
alter table companies alter column reminder_hours drop default;
alter table companies add constraint ck_companies_reminder_hours check (reminder_hours between 0 and 168);

select secure_tenant_tables();
revoke insert, update, delete on approval_asks, approval_reminders from cf_app;
