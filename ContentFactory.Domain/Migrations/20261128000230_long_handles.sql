-- A video in many parts is remembered with the address of each: some hundred bytes for every 4 MB.
alter table publications alter column handle type text;
alter table publications add constraint ck_publications_handle check (length(handle) <= 200000);
-- what was said of a lost answer says nothing any more of a post that a person found
update publications set reason_key = null, reason_args = '{}' where state = 'published' and reason_key is not null;
