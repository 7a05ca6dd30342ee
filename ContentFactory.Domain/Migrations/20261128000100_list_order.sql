-- The first page of a list is read in the order of an index, and its rows are counted in the index alone.
create index ix_posts_tenant_id_updated_at_id on posts (tenant_id, updated_at, id) where status <> 'archived';
create index ix_trend_items_tenant_id_score_id on trend_items (tenant_id, score, id) where state <> 'hidden';
drop index ix_publications_tenant_id_scheduled_at;
create index ix_publications_tenant_id_scheduled_at_id on publications (tenant_id, scheduled_at, id) include (state);
