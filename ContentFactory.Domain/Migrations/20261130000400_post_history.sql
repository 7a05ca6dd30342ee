-- A version keeps the files and the texts of networks too, and says which one it brought back. Older versions have their words alone.
alter table post_versions add column parts jsonb;
alter table post_versions add column restored_from integer;
