-- What made a file, what was made from it, and which files of the store have lost their rows.
alter table media_items add column made_by character varying(100);
-- what is here already gets its previews too
alter table media_items add column preview_due_at timestamp with time zone default now();
alter table media_items alter column preview_due_at drop default;
alter table media_items add column preview_tries smallint not null default 0;
alter table media_items add column preview_fault character varying(60);
create index ix_media_items_preview_due_at on media_items (preview_due_at) where preview_due_at is not null;
create index ix_media_items_tenant_id_folder on media_items (tenant_id, folder) where folder is not null;

create table media_renditions (
    tenant_id uuid not null,
    id uuid not null,
    media_id uuid not null,
    purpose character varying(40) not null,
    content_type character varying(100) not null,
    width integer not null,
    height integer not null,
    size bigint not null,
    store_key character varying(300) not null,
    created_at timestamp with time zone not null,
    constraint pk_media_renditions primary key (tenant_id, id),
    constraint ck_media_renditions_purpose check (purpose in ('thumb', 'poster', 'preview')),
    constraint ck_media_renditions_size check (size >= 0 and width > 0 and height > 0),
    constraint fk_media_renditions_media_items_tenant_id_media_id foreign key (tenant_id, media_id) references media_items (tenant_id, id) on delete cascade
);
create unique index ix_media_renditions_tenant_id_media_id_purpose on media_renditions (tenant_id, media_id, purpose);

create table media_leftovers (
    tenant_id uuid not null,
    id uuid not null,
    store_key character varying(300) not null,
    created_at timestamp with time zone not null,
    constraint pk_media_leftovers primary key (tenant_id, id),
    constraint fk_media_leftovers_tenants_tenant_id foreign key (tenant_id) references tenants (id)
);
select secure_tenant_tables();
