using System.Globalization;
using ContentFactory.Domain;
using ContentFactory.Tests.Support;
using Npgsql;

namespace ContentFactory.Tests.Admin;

/// <summary>Rows that consoles count, put in past the application: what went out and what did not, plans, costs, files.</summary>
internal sealed class OverviewRows(NpgsqlConnection connection, DateTimeOffset now)
{
    public async Task<Guid> ChannelAsync(TestTenant tenant, string status = "active")
    {
        var id = Ids.New(TimeProvider.System);
        await Sql.RunAsync(connection, $"""
            insert into channels (tenant_id, id, company_id, platform, account_id, display_name, sandbox, status, auto_post, posting_hours, daily_limit, error_count, created_at)
            values ('{tenant.Id}', '{id}', '{tenant.CompanyId}', 'telegram', '{id}', 'News', false, '{status}', false, array[9], 100, 0, now())
            """);
        return id;
    }

    /// <summary>A publication whose time is so long ago, in the state that its further columns (SQL) make up.</summary>
    public async Task PublicationAsync(TestTenant tenant, Guid channel, string state, TimeSpan ago, string columns = "", string values = "")
    {
        var (id, at) = (Ids.New(TimeProvider.System), now - ago);
        await Sql.RunAsync(connection, $"""
            insert into posts (tenant_id, id, company_id, type, status, title, text, hashtags, tags, hooks, ai_tokens, ai_cost, ai_currency, author_id, version, created_at, updated_at)
            values ('{tenant.Id}', '{id}', '{tenant.CompanyId}', 'text_post', 'draft', 't', 't', array[]::text[], array[]::text[], array[]::text[], 0, 0, 'USD', '{id}', 1, now(), now())
            """);
        await Sql.RunAsync(connection, $"""
            insert into publications (tenant_id, id, post_id, channel_id, occurrence, kind, priority, state, scheduled_at, local_date, local_time, zone_id, due_at, fence, attempts_used, post_version,
                                      part_ids, reason_args, looks, created_by, created_at, updated_at{columns})
            values ('{tenant.Id}', '{id}', '{id}', '{channel}', 0, 'feed', 'normal', '{state}', '{at:O}', '{at:yyyy-MM-dd}', '09:00', 'Europe/Moscow', '{at:O}', 0, 0, 1, array[]::text[], array[]::text[], 0, '{id}', now(), '{at:O}'{values})
            """);
    }

    public Task PublishedAsync(TestTenant tenant, Guid channel, TimeSpan ago, bool numbersDue = false) => PublicationAsync(
        tenant, channel, "published", ago, ", published_at, external_id, next_metrics_at", $", '{now - ago:O}', 'x', {(numbersDue ? $"'{now.AddMinutes(-7):O}'" : "null")}");

    public Task HeldAsync(TestTenant tenant, Guid channel) => PublicationAsync(tenant, channel, "held", TimeSpan.FromHours(3), ", held_reason", ", 'channel'");

    public Task ReadyPostAsync(TestTenant tenant) => Sql.RunAsync(connection, $"""
        insert into posts (tenant_id, id, company_id, type, status, title, text, hashtags, tags, hooks, ai_tokens, ai_cost, ai_currency, author_id, version, created_at, updated_at, ready_at)
        select '{tenant.Id}', gen_random_uuid(), '{tenant.CompanyId}', 'text_post', 'ready', 't', 't', array[]::text[], array[]::text[], array[]::text[], 0, 0, 'USD', gen_random_uuid(), 1, now(), now(), now()
        """);

    public Task SubscribeAsync(TestTenant tenant, string plan, string status, string source = "stripe", TimeSpan? ends = null) => Sql.RunAsync(connection, $"""
        insert into subscriptions (tenant_id, id, plan_id, status, source, currency, starts_at, ends_at)
        select '{tenant.Id}', gen_random_uuid(), id, '{status}', '{source}', 'USD', '{now.AddDays(-40):O}', {(ends is { } from ? $"'{now + from:O}'" : "null")} from plans where code = '{plan}'
        """);

    public async Task AiAsync(TestTenant tenant, decimal? cost, TimeSpan ago)
    {
        var at = now - ago;
        await Sql.RunAsync(connection, "insert into ai_requests (tenant_id, id, at, person_id, kind, role, role_version, maker, model, outcome, cost, currency, is_estimate) values ($1, gen_random_uuid(), $2, gen_random_uuid(), 'draft', 'copywriter', 0, 'test', 'test', 'done', $3, 'USD', false)",
            tenant.Id, at, (object?)cost ?? DBNull.Value);
    }

    public Task ViewsAsync(TestTenant tenant, int daysAgo, long? views) => Sql.RunAsync(connection, $"""
        insert into tenant_days (tenant_id, day, posts, views, updated_at) values ('{tenant.Id}', '{now.AddDays(-daysAgo):yyyy-MM-dd}', 1, {views?.ToString(CultureInfo.InvariantCulture) ?? "null"}, now())
        """);

    public Task FileAsync(TestTenant tenant, long size) => Sql.RunAsync(connection, $"""
        insert into media_items (tenant_id, id, kind, file_name, content_type, size, store, store_key, tags, created_by, created_at)
        select '{tenant.Id}', gen_random_uuid(), 'image', 'a.png', 'image/png', {size}, 'local', gen_random_uuid()::text, array[]::text[], gen_random_uuid(), now()
        """);

    public Task TaskAsync(TestTenant tenant, TimeSpan ago) => Sql.RunAsync(connection, $"""
        insert into long_tasks (tenant_id, id, kind, alone, state, input, done, step_args, result_args, problem_args, created_at, fence, tries)
        values ('{tenant.Id}', gen_random_uuid(), 'test', false, 'queued', '{"{}"}', 0, array[]::text[], array[]::text[], array[]::text[], '{now - ago:O}', 0, 0)
        """);

    public Task ActedAsync(TestTenant tenant, Guid person, TimeSpan ago) => Sql.RunAsync(connection, $"""
        insert into audit_log (tenant_id, id, at, person_id, action, entity) values ('{tenant.Id}', gen_random_uuid(), '{now - ago:O}', '{person}', 'edit_posts', 'post')
        """);

    public Task NodeAsync(string name, TimeSpan ago) => Sql.RunAsync(connection, "insert into qrtz_scheduler_state (sched_name, instance_name, last_checkin_time, checkin_interval) values ('clocks', $1, $2, 7500)", name, (now - ago).UtcTicks);
}
