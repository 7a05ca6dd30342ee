-- That a published post is to be deleted at its network: the row before the call. A refused one may be asked for again, so a publication has one at most.
create table publication_removals (
    tenant_id uuid not null,
    publication_id uuid not null,
    state character varying(40) not null,
    asked_by uuid not null,
    asked_at timestamp with time zone not null,
    tries integer not null,
    next_try_at timestamp with time zone not null,
    ended_at timestamp with time zone,
    reason_key character varying(100),
    reason_args text[] not null,
    constraint pk_publication_removals primary key (tenant_id, publication_id),
    constraint ck_publication_removals_state check (state in ('waiting', 'done', 'refused')),
    constraint fk_publication_removals_publications_tenant_id_publication_id foreign key (tenant_id, publication_id) references publications (tenant_id, id) on delete cascade
);
create index ix_publication_removals_next_try_at on publication_removals (next_try_at) where state = 'waiting';
select secure_tenant_tables();
revoke delete on publication_removals from cf_app;
