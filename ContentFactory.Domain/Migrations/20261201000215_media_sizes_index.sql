-- How much room each tenant's files take, without reading the files' rows.
create index concurrently ix_media_items_sizes on media_items (tenant_id) include (size);
