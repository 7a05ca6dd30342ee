-- Notices also go out by letter and by the product's bot: what was put on its way, how each person wants it, and the bot's outbox.
alter table notifications add column forwarded_at timestamp with time zone;
do $$
declare
    wanted bigint := (select count(*) from notifications);
    old bigint;
begin
    update notifications set forwarded_at = created_at;
    get diagnostics old = row_count;
    if old <> wanted then
        raise exception '% of % notices were marked as old news', old, wanted;
    end if;
end $$;
create index ix_notifications_created_at on notifications (created_at) where forwarded_at is null;

create table notice_choices (
    person_id uuid not null,
    by_email boolean not null,
    by_telegram boolean not null,
    constraint pk_notice_choices primary key (person_id),
    constraint fk_notice_choices_people_person_id foreign key (person_id) references people (id) on delete cascade
);

create table bot_messages (
    id uuid not null,
    chat_id bigint not null,
    text character varying(4096) not null,
    state character varying(40) not null,
    attempts integer not null,
    fence bigint not null,
    due_at timestamp with time zone not null,
    created_at timestamp with time zone not null,
    sent_at timestamp with time zone,
    lease_until timestamp with time zone,
    last_error character varying(500),
    constraint pk_bot_messages primary key (id),
    constraint ck_bot_messages_lease check ((state = 'sending') = (lease_until is not null)),
    constraint ck_bot_messages_state check (state in ('due', 'sending', 'sent', 'failed', 'unknown'))
);
create index ix_bot_messages_due_at on bot_messages (due_at) where state = 'due';
create index ix_bot_messages_lease_until on bot_messages (lease_until) where state = 'sending';
grant select, insert, update, delete on notice_choices, bot_messages to cf_system;
