-- What a call remembered before its last step, and what was read of publications whose answer was lost.
alter table publications add column handle character varying(500);
alter table publications add column looks integer not null default 0;
alter table publications alter column looks drop default;
alter table publications add column next_look_at timestamp with time zone;
create index ix_publications_next_look_at on publications (next_look_at) where state = 'unknown';

create table publication_looks (
    tenant_id uuid not null,
    id uuid not null,
    publication_id uuid not null,
    at timestamp with time zone not null,
    kind character varying(40) not null,
    source character varying(40),
    seen jsonb not null,
    reason_key character varying(100),
    reason_args text[] not null,
    constraint pk_publication_looks primary key (tenant_id, id),
    constraint ck_publication_looks_kind check (kind in ('found', 'absent', 'unclear', 'not_readable', 'rate_limited', 'failed')),
    constraint fk_publication_looks_publications_tenant_id_publication_id foreign key (tenant_id, publication_id) references publications (tenant_id, id) on delete cascade
);
create index ix_publication_looks_tenant_id_publication_id on publication_looks (tenant_id, publication_id);
select secure_tenant_tables();
revoke insert, update, delete on publication_looks from cf_app;
