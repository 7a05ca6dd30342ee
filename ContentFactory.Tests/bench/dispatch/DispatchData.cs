using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ContentFactory.Tests.Bench;

/// <summary>A hundred tenants of twenty channels with ten posts each, all due; and what became of them.</summary>
internal static class DispatchData
{
    public const int Tenants = 100;
    public const int Channels = 20;
    public const int PostsPerChannel = 10;
    public const int Publications = Tenants * Channels * PostsPerChannel;

    /// <summary>How many posts of each channel are due within the minute of the second part.</summary>
    private const int PostsInMinute = 5;

    public const int InMinute = Tenants * Channels * PostsInMinute;

    private static readonly TimeSpan Overdue = TimeSpan.FromMinutes(30);

    // the seeded posts are overdue; here a part becomes due over a minute that begins soon, the rest is called off
    private const string Spread = """
        with numbered as (select tenant_id, id, row_number() over (partition by tenant_id, channel_id order by due_at) as n, now() + interval '5 seconds' + random() * interval '60 seconds' as at from publications)
        update publications p set state = case when n.n > $1 then 'cancelled' else p.state end, (due_at, scheduled_at) = (n.at, n.at)
        from numbered n where p.tenant_id = n.tenant_id and p.id = n.id
        """;

    private const string Check = """
        with made as (
            select p.tenant_id, p.channel_id, p.due_at, a.started_at, a.ended_at,
                   lag(a.ended_at) over (partition by p.tenant_id, p.channel_id order by p.due_at, p.id) as before,
                   row_number() over (order by a.started_at, a.id) as place
            from publications p join publication_attempts a on a.tenant_id = p.tenant_id and a.publication_id = p.id
            where p.state = 'published' and a.state = 'confirmed'),
        shares as (select t.id, count(m.place) filter (where m.place <= (select count(*) / 2 from made)) as n from tenants t left join made m on m.tenant_id = t.id group by t.id)
        select (select count(*) from made), (select count(*) from made where started_at < before), (select min(n) from shares), (select max(n) from shares),
               (select coalesce(percentile_disc(0.99) within group (order by extract(epoch from started_at - due_at)), 0)::float8 from made),
               (select coalesce(max(extract(epoch from started_at - due_at)), 0)::float8 from made)
        """;

    public static async Task SeedAsync(TestDatabase database)
    {
        await using (var node = DispatchNode.Build(database, "http://127.0.0.1:9"))
            for (var n = 0; n < Tenants; n++)
                await SeedTenantAsync(node.Services, n);
        await using var connection = await Sql.OpenAsync(Superuser(database));
        await Sql.RunAsync(connection, "vacuum analyze");
        NpgsqlConnection.ClearAllPools();
    }

    public static async Task SpreadOverMinuteAsync(TestDatabase database)
    {
        await using var connection = await Sql.OpenAsync(Superuser(database));
        await Sql.RunAsync(connection, Spread, PostsInMinute);
    }

    public static async Task<bool> IsDoneAsync(NpgsqlConnection connection) =>
        !await Sql.ValueAsync<bool>(connection, "select exists (select 1 from publications where state = 'scheduled') or exists (select 1 from publications where lease_until is not null)");

    public static async Task<DispatchFacts> FactsAsync(TestDatabase database)
    {
        await using var connection = await Sql.OpenAsync(Superuser(database));
        return Assert.Single(await Sql.RowsAsync(connection, Check, r =>
            new DispatchFacts(r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3), r.GetDouble(4), r.GetDouble(5))));
    }

    public static string Superuser(TestDatabase database) => database.ConnectionString("postgres");

    private static Task SeedTenantAsync(IServiceProvider services, int number)
    {
        var tenantId = Ids.New(TimeProvider.System);
        return services.GetRequiredService<Tenants>().RunAsync(tenantId, Actor.System(tenantId, "bench"), async scoped =>
        {
            var now = TimeProvider.System.GetUtcNow();
            var (authorId, company) = (Ids.New(now), new Company(tenantId, Ids.New(now), 1, "Bench", $"bench-{number}", "en", now));
            await using var db = await scoped.GetRequiredService<Db>().OpenAsync();
            db.Tenants.Add(new Tenant(tenantId, $"Bench {number}", $"bench-{number}", "Europe/Moscow", "en", now));
            db.Companies.Add(company);
            for (var n = 0; n < Channels; n++)
                AddChannel(db, scoped.GetRequiredService<ChannelVault>(), company, (number * Channels) + n + 1, authorId, now);
            await db.SaveChangesAsync();
        });
    }

    private static void AddChannel(AppDb db, ChannelVault vault, Company company, int number, Guid authorId, DateTimeOffset now)
    {
        var channel = new Channel(company.TenantId, Ids.New(now), company.Id, "telegram", $"-100{number}", $"Channel {number}", sandbox: false, now);
        channel.Connect($"-100{number}", null, $"Channel {number}", null, 1, null, now);
        db.Channels.Add(channel);
        var token = $"{number}:AAFakeFakeFakeFakeFakeFakeFakeFakeFak";
        db.ChannelSecrets.Add(new ChannelSecret(company.TenantId, Ids.New(now), channel.Id, "bot_token", vault.Seal(company.TenantId, channel.Id, "bot_token", token), "••••eFak", now));
        for (var n = 0; n < PostsPerChannel; n++)
        {
            var text = $"Post {n} of channel {number}: what a studio of five people did this week, and what they would do otherwise if it began again.";
            var post = new Post(company.TenantId, Ids.New(now), company.Id, PostType.TextPost, authorId, now);
            post.Write(new PostContent($"Post {n}", text, ["studio", "week"]), now);
            Assert.True(post.MakeReady(now).Ok && post.Approve(authorId, post.Version, now).Ok && post.Schedule(now).Ok);
            db.Posts.Add(post);
            var due = now - Overdue + TimeSpan.FromMinutes(n);
            db.Publications.Add(new Publication(company.TenantId, Ids.New(now), post.Id, channel.Id, 0, PlannedTime.Of(due, "Europe/Moscow"), post.Version, authorId, now));
        }
    }
}

/// <param name="OutOfOrder">Attempts that began before the earlier one of their channel had ended.</param>
/// <param name="LeastAtHalf">Of the tenant that had fewest when half of all had begun.</param>
internal sealed record DispatchFacts(long Published, long OutOfOrder, long LeastAtHalf, long MostAtHalf, double LatenessP99, double LatenessMax);
