-- Tenants' own stores, and in which store each file lies. What the stores outside are to forget carries the time from which it may be forgotten:
-- a file that is being put there is noted before, for a node may die before its row is written.
create table media_stores (
    tenant_id uuid not null,
    id uuid not null,
    kind character varying(40) not null,
    name character varying(100) not null,
    endpoint character varying(300),
    region character varying(40),
    prefix character varying(100) not null,
    path_style boolean not null,
    access_key character varying(200) not null,
    secret bytea not null,
    is_current boolean not null,
    checked_at timestamp with time zone,
    fault character varying(60),
    created_at timestamp with time zone not null,
    changed_at timestamp with time zone not null,
    constraint pk_media_stores primary key (tenant_id, id),
    constraint ck_media_stores_kind check (kind in ('local', 's3', 'cloudinary')),
    constraint fk_media_stores_tenants_tenant_id foreign key (tenant_id) references tenants (id)
);
create unique index ix_media_stores_tenant_id on media_stores (tenant_id) where is_current;

alter table media_items add column store_id uuid;
alter table media_items add constraint fk_media_items_media_stores_tenant_id_store_id foreign key (tenant_id, store_id) references media_stores (tenant_id, id);
create index ix_media_items_tenant_id_store_id on media_items (tenant_id, store_id) where store_id is not null;

alter table media_renditions add column store character varying(40) not null default 'local';
alter table media_renditions alter column store drop default;
alter table media_renditions add column store_id uuid;
alter table media_renditions add constraint ck_media_renditions_store check (store in ('local', 's3', 'cloudinary'));
alter table media_renditions add constraint fk_media_renditions_media_stores_tenant_id_store_id foreign key (tenant_id, store_id) references media_stores (tenant_id, id);
create index ix_media_renditions_tenant_id_store_id on media_renditions (tenant_id, store_id) where store_id is not null;

alter table media_leftovers add column store character varying(40) not null default 'local';
alter table media_leftovers alter column store drop default;
alter table media_leftovers add column store_id uuid;
alter table media_leftovers add column due_at timestamp with time zone;
update media_leftovers set due_at = created_at;
alter table media_leftovers alter column due_at set not null;
alter table media_leftovers add constraint ck_media_leftovers_store check (store in ('local', 's3', 'cloudinary'));
alter table media_leftovers add constraint fk_media_leftovers_media_stores_tenant_id_store_id foreign key (tenant_id, store_id) references media_stores (tenant_id, id);
create index ix_media_leftovers_tenant_id_store_id on media_leftovers (tenant_id, store_id) where store_id is not null;
create index ix_media_leftovers_due_at on media_leftovers (due_at);
-- a file has one row at most, and the sweep of leftovers asks for it
create unique index ix_media_items_tenant_id_store_key on media_items (tenant_id, store_key);
create unique index ix_media_renditions_tenant_id_store_key on media_renditions (tenant_id, store_key);
select secure_tenant_tables();
