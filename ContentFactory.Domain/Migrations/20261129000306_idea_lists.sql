-- Each filter of the ideas reads its page in the order of an index and counts in the index alone. Only stories' leaders stand in them.
drop index ix_trend_items_tenant_id_state_score;
create index ix_trend_items_tenant_id_state_score_id on trend_items (tenant_id, state, score, id) where cluster_id = id;
create index ix_trend_items_carried on trend_items (tenant_id, score, id) include (sources) where state <> 'hidden' and cluster_id = id and sources > 1;
create index ix_trend_items_tenant_id_topic_id_score_id on trend_items (tenant_id, topic_id, score, id) where state <> 'hidden' and cluster_id = id;
create index ix_trend_items_tenant_id_at on trend_items (tenant_id, coalesce(published_at, collected_at), id) where state <> 'hidden' and cluster_id = id;
-- the stories of a source
drop index ix_trend_items_tenant_id_source_id;
create index ix_trend_items_tenant_id_source_id_cluster_id on trend_items (tenant_id, source_id, cluster_id);
