-- Since when a publication is put off again and again (a network's limit, a token that is being renewed): after the grace a person is asked,
-- however short each wait is.
alter table publications add column waits_since timestamp with time zone;
-- a post that repeats twice on one channel would go out twice a day
create unique index ix_recurrences_tenant_id_post_id_channel_id on recurrences (tenant_id, post_id, channel_id) where state <> 'ended';
