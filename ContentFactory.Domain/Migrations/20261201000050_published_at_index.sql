-- Which posts went out in some days. Beside the writers: posts are claimed from this table.
create index concurrently ix_publications_tenant_id_published_at on publications (tenant_id, published_at) where published_at is not null;
