-- What consoles count over all tenants: what failed, hangs or is held, of each tenant; the sizes of files; what models cost in a span of time.
create index ix_publications_troubled on publications (tenant_id, state, scheduled_at) where state in ('failed', 'unknown', 'held');
create index ix_media_items_sizes on media_items (tenant_id) include (size);
drop index ix_ai_requests_at_id;
create index ix_ai_requests_at_id on ai_requests (at, id) include (cost);
