-- The defaults stay: nodes of the version before insert without these columns while an update goes on.
-- The sandbox stands in for all networks: an account of any of them, and posts that are made in steps.
alter table sandbox_bots add column platform character varying(40) not null default 'telegram';
alter table sandbox_messages
    add column title text,
    add column state character varying(40) not null default 'published',
    add column data jsonb not null default '{}',
    add constraint ck_sandbox_messages_state check (state in ('published', 'draft'));
