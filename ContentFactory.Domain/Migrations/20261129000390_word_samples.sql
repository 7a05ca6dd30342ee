-- The caller plans each search anew, because words differ; looking at two hundred places in time is planned once.
alter function is_common_word(uuid, text) set plan_cache_mode = force_generic_plan;
