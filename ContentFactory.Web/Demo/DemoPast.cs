using System.Globalization;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Analytics;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.Sandbox;
using ContentFactory.Domain.Publishing;
using Npgsql;

namespace ContentFactory.Web.Demo;

/// <summary>What no verb can do: gives the demo a past. Posts that just went out are dated back, their numbers are those that the sandbox had at each moment since.</summary>
internal sealed class DemoPast(DemoStudio studio, SystemDb database, Tenants tenants, MetricsHistory history, Changes changes, TimeProvider clock)
{
    private const string PageSource = "public_page";

    /// <summary>What a start that was killed had written after the accounts.</summary>
    public Task ClearPostsAsync(Guid tenantId, CancellationToken ct) => RunAsync(DemoPastSql.Clear, ct, tenantId);

    /// <summary>Tenant and channel began two months ago.</summary>
    public Task AgeAsync(Guid tenantId, CancellationToken ct) => RunAsync(DemoPastSql.Age, ct, tenantId, clock.GetUtcNow().AddDays(-60));

    /// <summary>Feeds and articles follow the server to another port.</summary>
    public Task MoveFeedsAsync(Guid tenantId, Uri address, CancellationToken ct) =>
        RunAsync(DemoPastSql.MoveFeeds, ct, tenantId, address.GetLeftPart(UriPartial.Authority), address.AbsoluteUri.TrimEnd('/') + "/%");

    public async Task WriteAsync(Guid tenantId, IReadOnlyList<WrittenPost> written, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await NeverSentAsync(tenantId, written, now, ct);
        var gone = written.Where(w => w.Demo.Plan is "past" or "failed").ToList();
        var lease = now.AddHours(1);
        await RunAsync(DemoPastSql.DateBack, ct, tenantId, gone.Select(w => w.PublicationId!.Value).ToArray(), gone.Select(w => TimeOf(w.Demo, now)).ToArray(), lease);
        await RunAsync(DemoPastSql.LastPosted, ct, tenantId);
        await RunAsync(DemoPastSql.Notices, ct, tenantId);
        await ReplayAsync(tenantId, lease, ct);
    }

    private async Task NeverSentAsync(Guid tenantId, IReadOnlyList<WrittenPost> written, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var post in written)
        {
            if (post.Demo.Plan is "held")
                await RunAsync(DemoPastSql.Hold, ct, tenantId, post.PublicationId!, TimeOf(post.Demo, now));
            else if (post.Demo.Plan is "broken")
                await RunAsync("update posts set status = 'failed' where tenant_id = $1 and id = $2", ct, tenantId, post.PostId);
            else if (post.Demo.Plan is "unknown")
                await LoseAnswerAsync(tenantId, post, TimeOf(post.Demo, now), ct);
        }
    }

    /// <summary>The sandbox took the message, the answer never came, and somebody took the hashtags out since: a person recognises the post, a program may not.</summary>
    private async Task LoseAnswerAsync(Guid tenantId, WrittenPost post, DateTimeOffset at, CancellationToken ct)
    {
        var botId = await ScalarAsync<Guid>("select id from sandbox_bots where tenant_id = $1 and platform = 'telegram'", ct, tenantId);
        var text = Post.Compose(post.Demo.Text, post.Demo.Hashtags);
        var number = await tenants.RunAsync(tenantId, Actor.System(tenantId, "demo"), services =>
            services.GetRequiredService<SandboxPosts>().RecordAsync(botId, [new SandboxDraft("sendMessage", post.Demo.Text)], ct));
        var fingerprint = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
        await RunAsync("update sandbox_messages set sent_at = $4 where tenant_id = $1 and bot_id = $2 and message_id = $3", ct, tenantId, botId, number, at);
        // one step of the table of moves at a time, as the queue does it
        await RunAsync("update publications set state = 'leased', lease_until = app_now() + interval '1 minute', fence = fence + 1 where tenant_id = $1 and id = $2", ct, tenantId, post.PublicationId!);
        await RunAsync("update publications set state = 'sending' where tenant_id = $1 and id = $2", ct, tenantId, post.PublicationId!);
        await RunAsync(DemoPastSql.LoseAnswer, ct, tenantId, post.PublicationId!, at, Ids.New(clock), fingerprint);
        changes.Notify(Guid.Empty, ChangeTopics.Unknown);
    }

    private async Task ReplayAsync(Guid tenantId, DateTimeOffset lease, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = Command(connection, DemoPastSql.Unread, tenantId, lease);
        var unread = new List<UnreadPublication>();
        var (chatId, opened) = (0L, DateTimeOffset.MinValue);
        await using (var rows = await command.ExecuteReaderAsync(ct))
        {
            while (await rows.ReadAsync(ct))
            {
                unread.Add(new(tenantId, rows.GetGuid(0), rows.GetGuid(1), rows.GetString(2), rows.GetFieldValue<DateTimeOffset>(3), rows.GetFieldValue<DateTimeOffset>(4)));
                (chatId, opened) = (rows.GetInt64(5), rows.GetFieldValue<DateTimeOffset>(6));
            }
        }
        await history.ReplayAsync(unread, studio.Tenant.Zone, PageSource, (publication, at) => Numbers(publication, chatId, opened, at), ct);
    }

    /// <summary>What the sandbox's page and its Bot API would have answered then.</summary>
    private static PostMetrics Numbers(UnreadPublication publication, long chatId, DateTimeOffset opened, DateTimeOffset at) => new(
        Views: SandboxNumbers.Shown(SandboxNumbers.Views(chatId, int.Parse(publication.ExternalId, CultureInfo.InvariantCulture), at - publication.PublishedAt)),
        Followers: SandboxNumbers.Followers(chatId, at - opened));

    private DateTimeOffset TimeOf(DemoPost demo, DateTimeOffset now)
    {
        var today = LocalDay.At(now, studio.Tenant.Zone);
        var sinceMidnight = now - LocalDay.Start(today, studio.Tenant.Zone);
        if (demo.Plan is "unknown")
            return now - Shorter(TimeSpan.FromMinutes(50), sinceMidnight / 4);
        return demo.Time is null
            ? now - Shorter(TimeSpan.FromHours(3), sinceMidnight / 2)
            : PlannedTime.At(today.AddDays(demo.Day), TimeOnly.Parse(demo.Time, CultureInfo.InvariantCulture), studio.Tenant.Zone).Instant.AddSeconds(1);
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private async Task RunAsync(string sql, CancellationToken ct, params object[] values)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        foreach (var statement in sql.Split(";\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // a statement may use fewer of the values than the others
            var used = values.Where((_, i) => statement.Contains($"${i + 1}", StringComparison.Ordinal)).Count();
            await using var command = Command(connection, statement, values[..used]);
            await command.ExecuteNonQueryAsync(ct);
        }
        await transaction.CommitAsync(ct);
    }

    private async Task<T> ScalarAsync<T>(string sql, CancellationToken ct, params object[] values)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = Command(connection, sql, values);
        return (T)(await command.ExecuteScalarAsync(ct))!;
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }
}
