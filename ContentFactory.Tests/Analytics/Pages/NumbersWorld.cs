using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Analytics;
using ContentFactory.Domain.Analytics.Days;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Analytics.Pages;

/// <summary>An application whose tenants have channels, posts that went out, and readings of them as the collector writes them.</summary>
public sealed class NumbersWorld : IAsyncLifetime
{
    private DateTimeOffset now;

    internal TestApplication Application { get; private set; } = null!;

    /// <summary>Telegram and Instagram, eight posts within four weeks.</summary>
    internal TestTenant Full { get; private set; } = null!;

    /// <summary>A channel, nothing out.</summary>
    internal TestTenant Quiet { get; private set; } = null!;

    /// <summary>One post, sixty days ago.</summary>
    internal TestTenant Past { get; private set; } = null!;

    /// <summary>One post of minutes ago, not yet read.</summary>
    internal TestTenant Fresh { get; private set; } = null!;

    /// <summary>No channel.</summary>
    internal TestTenant Bare { get; private set; } = null!;

    /// <summary>Two companies, each with a channel; that of the second needs somebody.</summary>
    internal TestTenant Two { get; private set; } = null!;

    internal Guid Second { get; private set; }

    public async Task InitializeAsync()
    {
        Application = await TestApplication.StartAsync();
        now = TimeProvider.System.GetUtcNow();
        await PartitionsAsync();
        (Full, Quiet, Past, Fresh, Bare) = (await Application.AddTenantAsync("full"), await Application.AddTenantAsync("quiet"), await Application.AddTenantAsync("past"), await Application.AddTenantAsync("fresh"), await Application.AddTenantAsync("bare"));
        var (telegram, instagram) = (await AddChannelAsync(Full, "telegram", "News"), await AddChannelAsync(Full, "instagram", "Pictures"));
        for (var n = 1; n <= 5; n++)
            await AddPostAsync(Full, telegram, $"News {n}", now.AddDays(-3 * n), new(Views: 100 * n, Likes: 2 * n, Followers: 500 + n));
        for (var n = 1; n <= 3; n++)
            await AddPostAsync(Full, instagram, $"Picture {n}", now.AddDays(-4 * n), new(Views: 1000 * n, Reach: 700 * n, Likes: 50, Comments: 5, Shares: 1, Saves: 2, AverageWatchSeconds: 6.5));
        await AddChannelAsync(Quiet, "telegram", "Silent");
        await AddPostAsync(Past, await AddChannelAsync(Past, "telegram", "Old"), "Long ago", now.AddDays(-60), null);
        Two = await Application.AddTenantAsync("two");
        await AddPostAsync(Two, await AddChannelAsync(Two, "telegram", "First channel"), "Of the first", now.AddDays(-2), new(Views: 40, Likes: 4, Followers: 60));
        Second = await AddCompanyAsync(Two, "Second shop");
        var shop = await AddChannelAsync(Two, "instagram", "Shop channel", Second, "needs_attention");
        await AddPostAsync(Two, shop, "Of the second", now.AddDays(-2), new(Views: 60, Reach: 30, Likes: 1), Second);
        await AddPostAsync(Fresh, await AddChannelAsync(Fresh, "telegram", "Just now"), "Brand new", now.AddMinutes(-3), null);
    }

    public Task DisposeAsync() => Application.DisposeAsync().AsTask();

    // to the microsecond, as the database keeps it
    private DateTimeOffset Lease => now.AddDays(60).AddTicks(-(now.Ticks % 10));

    private async Task PartitionsAsync()
    {
        await using var owner = await Sql.OpenAsync(Application.Database.ConnectionString("cf_owner"));
        var month = new DateOnly(now.Year, now.Month, 1).AddMonths(-1);
        await Sql.RunAsync(owner, $"create table if not exists metric_snapshots_{month:yyyy_MM} partition of metric_snapshots for values from ('{month:yyyy-MM-dd} 00:00+00') to ('{month.AddMonths(1):yyyy-MM-dd} 00:00+00')");
    }

    private async Task<Guid> AddChannelAsync(TestTenant tenant, string platform, string name, Guid? company = null, string status = "active")
    {
        var id = Ids.New(TimeProvider.System);
        await RunAsync($"""
            insert into channels (tenant_id, id, company_id, platform, account_id, display_name, sandbox, status, auto_post, posting_hours, daily_limit, error_count, created_at)
            values ('{tenant.Id}', '{id}', '{company ?? tenant.CompanyId}', '{platform}', '{id}', '{name}', false, '{status}', false, array[9], 100, 0, now())
            """);
        return id;
    }

    private static Task<Guid> AddCompanyAsync(TestTenant tenant, string name) => tenant.DbAsync(async db =>
    {
        var clock = TimeProvider.System;
        var company = new Company(tenant.Id, Ids.New(clock), 2, name, tenant.Slug + "-2", "ru", clock.GetUtcNow());
        db.Companies.Add(company);
        await db.SaveChangesAsync();
        return company.Id;
    });

    private async Task AddPostAsync(TestTenant tenant, Guid channel, string title, DateTimeOffset at, PostMetrics? read, Guid? company = null)
    {
        (at, var id) = (at.AddTicks(-(at.Ticks % 10)), Ids.New(TimeProvider.System));
        await RunAsync($"""
            insert into posts (tenant_id, id, company_id, type, status, title, text, hashtags, tags, hooks, ai_tokens, ai_cost, ai_currency, author_id, version, created_at, updated_at)
            values ('{tenant.Id}', '{id}', '{company ?? tenant.CompanyId}', 'text_post', 'published', '{title}', '{title}', array[]::text[], array[]::text[], array[]::text[], 0, 0, 'USD', '{id}', 1, now(), now());
            insert into publications (tenant_id, id, post_id, channel_id, occurrence, kind, priority, state, scheduled_at, local_date, local_time, zone_id, due_at, fence, attempts_used, post_version,
                                      part_ids, reason_args, looks, created_by, created_at, updated_at, published_at, external_id, next_metrics_at)
            values ('{tenant.Id}', '{id}', '{id}', '{channel}', 0, 'feed', 'normal', 'published', '{at:O}', '{at:yyyy-MM-dd}', '09:00', 'Europe/Moscow', '{at:O}', 0, 0, 1, array[]::text[], array[]::text[], 0, '{id}', now(), now(),
                    '{at:O}', 'x', '{Lease:O}')
            """);
        if (read is null)
            return;
        var due = new DueMetrics(tenant.Id, id, channel, "x", at, Lease, at.AddHours(2), "Europe/Moscow", "test", "account", null, false, []);
        Assert.True(await Application.Services.GetRequiredService<SnapshotWriter>().WriteAsync(due, new(MetricsKind.Read, read, "test"), Lease, default));
    }

    private async Task RunAsync(string sql)
    {
        await using var connection = await Sql.OpenAsync(Application.Database.ConnectionString("cf_system"));
        await Sql.RunAsync(connection, sql);
    }
}
