-- What an administrator sets for the whole installation: tenants and companies may say otherwise. Tenants read it, nobody but the system writes it.
create table system_settings (
    name character varying(100) not null,
    value character varying(1000) not null,
    changed_at timestamp with time zone not null,
    constraint pk_system_settings primary key (name)
);
grant select on system_settings to cf_app;
grant select, insert, update, delete on system_settings to cf_system;
