-- Upload sessions have long addresses, and what was prepared for other words must never be published.
alter table publications alter column handle type character varying(2000);
alter table publications add column handle_fingerprint character varying(64);
-- what networks accepted and still work on
create index ix_publications_accepted on publications (next_look_at) where state = 'accepted';
