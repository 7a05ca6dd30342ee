-- What failed, hangs or is held, of each tenant: what consoles count over all of them.
create index concurrently ix_publications_troubled on publications (tenant_id, state, scheduled_at) where state in ('failed', 'unknown', 'held');
