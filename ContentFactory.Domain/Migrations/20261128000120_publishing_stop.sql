-- The switch of a tenant: what comes due meanwhile is held, what is being sent ends.
alter table tenants add column publishing_stopped_at timestamp with time zone;
alter table tenants add column publishing_stopped_by uuid;
