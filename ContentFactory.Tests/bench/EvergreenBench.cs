using System.Diagnostics;
using System.Text.Json;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Publishing;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Bench;

/// <summary>
/// What the planning clock spends on evergreen slots: 1,000 of them on 20 channels of one company, in 5 categories with 1,000 posts each that
/// went out eight times. When all are due, when one is, and in a minute in which none is; and what the page of a category takes.
/// </summary>
internal static class EvergreenBench
{
    private const int Rounds = 20;

    private const string Fill = """
        insert into channels (tenant_id, id, company_id, platform, account_id, display_name, sandbox, status, auto_post, posting_hours, daily_limit, error_count, created_at)
        select c.tenant_id, gen_random_uuid(), c.id, 'telegram', 'account' || n, 'Channel ' || n, false, 'active', false, '{9}', 1000, 0, app_now() from companies c, generate_series(1, 20) n;
        insert into evergreen_categories (tenant_id, id, company_id, name, name_key, cool_down_days, state, created_by, created_at)
        select c.tenant_id, gen_random_uuid(), c.id, 'Category ' || n, 'category ' || n, 30, 'active', c.id, app_now() from companies c, generate_series(1, 5) n;
        insert into evergreen_slots (tenant_id, id, category_id, channel_id, weekdays, local_time, state, next_look_at, created_by, created_at)
        select h.tenant_id, gen_random_uuid(), k.id, h.id, 1 << (n % 7), time '06:00' + n * interval '20 minutes', 'active', app_now(), h.id, app_now()
        from channels h, generate_series(0, 49) n join lateral (select id, row_number() over (order by name) - 1 as place from evergreen_categories) k on k.place = n % 5;
        insert into posts (tenant_id, id, company_id, type, status, title, text, hashtags, tags, hooks, ai_tokens, ai_cost, ai_currency, author_id, version, approved_version, approved_at, created_at, updated_at)
        select c.tenant_id, gen_random_uuid(), c.id, 'text_post', 'published', 'Post ' || n, 'Text ' || n, '{}', '{}', '{}', 0, 0, 'USD', c.id, 1, 1, app_now(), app_now(), app_now() from companies c, generate_series(1, 5000) n;
        insert into evergreen_posts (tenant_id, post_id, category_id, added_by, added_at)
        select p.tenant_id, p.id, k.id, p.id, app_now() from (select *, row_number() over (order by id) as place from posts) p
        join (select id, row_number() over (order by name) - 1 as place from evergreen_categories) k on k.place = p.place % 5;
        insert into publications (tenant_id, id, post_id, channel_id, occurrence, kind, priority, state, scheduled_at, local_date, local_time, zone_id, due_at, fence, attempts_used, post_version,
                                  part_ids, reason_args, looks, published_at, created_by, created_at, updated_at)
        select p.tenant_id, gen_random_uuid(), p.id, h.id, n, 'feed', 'normal', 'published', at, at::date, at::time, 'UTC', at, 1, 1, 1, '{}', '{}', 0, at, p.id, at, at
        from (select *, row_number() over (order by id) as place from posts) p cross join generate_series(1, 8) n
        join (select id, row_number() over (order by id) - 1 as place from channels) h on h.place = (p.place + n) % 20
        cross join lateral (select app_now() - make_interval(days => 20 + n * 40, mins => p.place::int) as at) t;
        analyze;
        """;

    public static async Task<int> RunAsync()
    {
        var domain = new PublishingDomain();
        await domain.InitializeAsync();
        try
        {
            var tenant = await domain.AddTenantAsync("bench");
            await domain.SystemSqlAsync(Fill);
            var queue = domain.Services.GetRequiredService<PlanningQueue>();
            var first = await TimeAsync(() => queue.KeepUpAsync(default));
            var planned = await tenant.DbAsync(db => Task.FromResult(db.Publications.Count(p => p.EvergreenSlotId != null)));
            var one = await MedianAsync(async () => { await DueAsync(domain, "id = (select id from evergreen_slots limit 1)"); return await TimeAsync(() => queue.KeepUpAsync(default)); });
            var idle = await MedianAsync(() => TimeAsync(() => queue.KeepUpAsync(default)));
            var category = await tenant.DbAsync(db => Task.FromResult(db.EvergreenCategories.Select(c => c.Id).First()));
            var page = await MedianAsync(() => TimeAsync(() => tenant.AsAsync<EvergreenQueries, Result<EvergreenCategoryView>>(MemberRole.Viewer, q => q.OneAsync(category, default))));
            Console.WriteLine(JsonSerializer.Serialize(new { planned, allDueMs = first, oneDueMs = one, idleMs = idle, pageMs = page }, JsonSerializerOptions.Web));
            return planned > 0 ? 0 : 1;
        }
        finally
        {
            await domain.DisposeAsync();
        }
    }

    private static Task DueAsync(PublishingDomain domain, string which) => domain.SystemSqlAsync($"update evergreen_slots set next_look_at = app_now() where {which}");

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var began = Stopwatch.GetTimestamp();
        await work();
        return Math.Round(Stopwatch.GetElapsedTime(began).TotalMilliseconds, 1);
    }

    private static async Task<double> MedianAsync(Func<Task<double>> measure)
    {
        var all = new List<double>();
        for (var round = 0; round < Rounds; round++)
            all.Add(await measure());
        return all.Order().ElementAt(Rounds / 2);
    }
}
