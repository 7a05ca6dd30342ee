-- Which store of tenants' keys this database belongs to. The keys themselves lie outside it.
create table key_stores (
    one boolean not null,
    store_id uuid not null,
    made_at timestamp with time zone not null,
    constraint pk_key_stores primary key (one),
    constraint ck_key_stores_one check (one)
);
grant select, insert on key_stores to cf_system;
