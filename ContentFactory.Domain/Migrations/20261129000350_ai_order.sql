-- The log of all tenants is read newest first, page by page.
create index ix_ai_requests_at_id on ai_requests (at, id);
-- A model without a price costs something unknown, which is not nothing.
alter table posts alter column ai_cost drop not null;
