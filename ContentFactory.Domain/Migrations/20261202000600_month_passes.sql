-- A slot stays empty too when the plan's month is full.
alter table evergreen_passes drop constraint ck_evergreen_passes_reason;
alter table evergreen_passes add constraint ck_evergreen_passes_reason check (reason in ('empty', 'resting', 'channel', 'month', 'day', 'company', 'gap'));
