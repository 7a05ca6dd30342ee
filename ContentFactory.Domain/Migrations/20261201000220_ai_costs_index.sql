-- What models cost in a span of time. A table in parts takes no index beside its writers: the new one is built first, requests to models wait meanwhile.
create index ix_ai_requests_at_id_cost on ai_requests (at, id) include (cost);
drop index ix_ai_requests_at_id;
alter index ix_ai_requests_at_id_cost rename to ix_ai_requests_at_id;
