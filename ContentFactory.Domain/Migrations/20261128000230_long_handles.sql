-- A video in many parts is remembered with the address of each: some hundred bytes for every 4 MB.
alter table publications alter column handle type text;
alter table publications add constraint ck_publications_handle check (length(handle) <= 200000);
