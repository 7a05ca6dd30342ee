-- The defaults stay: nodes of the version before insert without these columns while an update goes on.
-- What a person chose for one publication at its network, and for all occurrences of a repetition.
alter table publications add column options jsonb not null default '{}';
alter table recurrences
    add column kind character varying(40) not null default 'feed',
    add column options jsonb not null default '{}',
    add constraint ck_recurrences_kind check (kind in ('feed', 'video', 'story', 'reel', 'short', 'thread'));
