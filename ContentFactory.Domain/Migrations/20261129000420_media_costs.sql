-- Pictures, voices and videos of outside makers stand in the same log and the same budget as models that write. No role speaks for them, and
-- they cost by the picture, the character or the second.
alter table ai_requests drop constraint ck_ai_requests_kind;
alter table ai_requests add constraint ck_ai_requests_kind check (kind in ('draft', 'rewrite', 'trial', 'image', 'voice', 'video'));
alter table ai_requests drop constraint ck_ai_requests_fault;
alter table ai_requests add constraint ck_ai_requests_fault check (fault in ('prose', 'malformed', 'refused', 'cut_off', 'empty', 'wrong_language', 'avoided_word', 'too_long', 'bad_hashtag', 'foreign_address', 'leaked', 'busy', 'down', 'key_refused', 'no_money', 'model_gone', 'not_taken', 'timed_out', 'broken', 'cancelled'));
alter table ai_requests alter column role drop not null;
alter table ai_requests add constraint ck_ai_requests_role_spoken check ((role is null) = (kind in ('image', 'voice', 'video')));

alter table ai_prices add column unit character varying(40) not null default 'million_tokens';
alter table ai_prices alter column unit drop default;
alter table ai_prices add constraint ck_ai_prices_unit check (unit in ('million_tokens', 'image', 'thousand_characters', 'second'));

-- unconfirmed like those of the models: read in published copies, and where two of them differ, the dearer one stands here
insert into ai_prices (model, valid_from, unit, input, cached_input, output, source)
select model, date '2026-11-01', unit, 0, 0, output, 'unconfirmed, 2026-11: ' || source
from (values
    ('gpt-image-2', 'image', 0.07, 'medium quality, an estimate of a reseller (fal.ai)'),
    ('gpt-image-1.5', 'image', 0.05, 'medium quality, the larger sizes; copies of developers.openai.com/api/docs/pricing'),
    ('gpt-image-1-mini', 'image', 0.015, 'medium quality, the larger sizes; copy of developers.openai.com/api/docs/models/gpt-image-1-mini'),
    ('tts-1', 'thousand_characters', 0.015, 'copy of developers.openai.com/api/docs/models/tts-1'),
    ('tts-1-hd', 'thousand_characters', 0.03, 'copy of developers.openai.com/api/docs/models/tts-1-hd'),
    ('stable-image-core', 'image', 0.03, 'copies of platform.stability.ai/pricing'),
    ('stable-image-ultra', 'image', 0.08, 'copies of platform.stability.ai/pricing'),
    ('sd3', 'image', 0.065, 'Stable Diffusion 3.5 Large; copies of platform.stability.ai/pricing'),
    ('eleven_multilingual_v2', 'thousand_characters', 0.12, 'copies of elevenlabs.io/pricing/api that say 0.10 and 0.12'),
    ('eleven_flash_v2_5', 'thousand_characters', 0.06, 'copies of elevenlabs.io/pricing/api that say 0.05 and 0.06'),
    ('heygen-avatar', 'second', 0.0667, 'digital twin and studio avatar, up to 1080p; copy of developers.heygen.com/docs/pricing'),
    ('gen4.5', 'second', 0.12, '12 credits; copies of docs.dev.runwayml.com'),
    ('veo3.1', 'second', 0.40, '40 credits with sound; copies of docs.dev.runwayml.com'),
    ('veo3.1_fast', 'second', 0.15, '15 credits with sound; copies of docs.dev.runwayml.com')
) as known (model, unit, output, source);

-- the ledger of expenses has names of its own for two of them
create or replace function keep_ai_expense() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    insert into expenses (tenant_id, id, company_id, category, service, amount, currency, post_id, day, is_estimate)
    values (new.tenant_id, gen_random_uuid(), new.company_id, case new.kind when 'video' then 'video_generation' when 'voice' then 'voice_generation' else 'ai_api' end,
        new.maker || ' ' || new.model, new.cost, new.currency, new.post_id, (new.at at time zone 'UTC')::date, new.is_estimate)
    on conflict (tenant_id, day, company_id, category, service, post_id) do update
        set amount = expenses.amount + excluded.amount, is_estimate = expenses.is_estimate or excluded.is_estimate;
    return null;
end $$;
