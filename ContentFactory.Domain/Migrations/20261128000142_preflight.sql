-- What stands in the way of planned publications, found while a person can still act. Only what is planned within a day has a row's attention.
create table publication_checks (
    tenant_id uuid not null,
    publication_id uuid not null,
    planned_at timestamp with time zone not null,
    next_at timestamp with time zone,
    checked_at timestamp with time zone,
    faults text[] not null,
    constraint pk_publication_checks primary key (tenant_id, publication_id),
    constraint fk_publication_checks_publications_tenant_id_publication_id foreign key (tenant_id, publication_id) references publications (tenant_id, id) on delete cascade
);
select secure_tenant_tables();
