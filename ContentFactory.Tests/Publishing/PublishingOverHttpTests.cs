using System.Collections.Concurrent;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Platforms.Telegram;
using ContentFactory.Tests.Access;
using ContentFactory.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Publishing;

/// <summary>The real connector against a server that speaks the Bot API.</summary>
public sealed class TelegramPublishingDomain : TestDomain
{
    internal TelegramRecorder Server { get; private set; } = null!;

    protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings => [KeyValuePair.Create("Platforms:Telegram:BaseUrl", (string?)Server.Address.ToString())];

    public override async Task InitializeAsync()
    {
        Server = await TelegramRecorder.StartAsync();
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Server.DisposeAsync();
    }
}

public sealed class PublishingOverHttpTests(TelegramPublishingDomain domain) : IClassFixture<TelegramPublishingDomain>
{
    private const string Sent = """{"message_id":42,"date":1790000000,"chat":{"id":-1001234567890,"type":"channel","title":"News","username":"cf_news"},"text":"x"}""";

    [Fact]
    public async Task Ledger_of_the_network_agrees_with_the_rows()
    {
        var tenant = await (await domain.AddTenantAsync("ledger")).OnPlanAsync("enterprise");
        await PublishingDomain.SetAsync(tenant, null, SettingCatalogue.MaxPostsPerDay, 1000);
        var accepted = new ConcurrentDictionary<string, int>();
        var limited = new ConcurrentDictionary<string, bool>();
        domain.Server.On("sendMessage", ReplyAsync);
        for (var i = 0; i < 60; i++)
            await AddAsync(tenant, $"post-{i} {(i % 4) switch { 0 => "fine", 1 => "limited", 2 => "lost", _ => "gone" }}", i);

        for (var round = 0; round < 4; round++)
        {
            while (await Publisher.PublishDueAsync(CancellationToken.None) > 0)
                continue;
            await domain.AdvanceAsync(TimeSpan.FromMinutes(5));
            await domain.Services.GetRequiredService<PublishingQueue>().SweepAsync(CancellationToken.None);
        }

        var rows = await tenant.DbAsync(db => db.Publications.Join(db.Posts, p => p.PostId, p => p.Id, (publication, post) => new { post.Text, publication.State, publication.AttemptsUsed }).ToListAsync());
        Assert.Equal(60, rows.Count);
        Assert.All(rows, row => Assert.Equal(Expected(row.Text), (row.State, accepted.GetValueOrDefault(row.Text), row.AttemptsUsed)));
        Assert.Equal(15, limited.Count);
        Assert.Empty(domain.Server.Violations);

        async Task ReplyAsync(HttpContext context)
        {
            var text = domain.Server.Calls.Last(c => $"bot{c.Token}" == context.Request.RouteValues["bot"]!.ToString()).Text("text")!;
            if (text.EndsWith("limited", StringComparison.Ordinal) && limited.TryAdd(text, true))
            {
                await Replies.Refused(429, "Too Many Requests: retry after 120", """{"retry_after":120}""")(context);
                return;
            }
            if (text.EndsWith("gone", StringComparison.Ordinal))
            {
                await Replies.Refused(400, "Bad Request: message text is empty")(context);
                return;
            }
            accepted.AddOrUpdate(text, 1, (_, n) => n + 1);
            await (text.EndsWith("lost", StringComparison.Ordinal) ? Replies.Reset(context) : Replies.Ok(Sent)(context));
        }
    }

    private Publisher Publisher => domain.Services.GetRequiredService<Publisher>();

    private static (PublicationState, int, int) Expected(string text) => text.Split(' ')[1] switch
    {
        "lost" => (PublicationState.Unknown, 1, 1),
        "gone" => (PublicationState.Failed, 0, 1),
        _ => (PublicationState.Published, 1, 1),
    };

    private async Task AddAsync(TestTenant tenant, string text, int number)
    {
        var now = domain.Clock.GetUtcNow();
        var (channelId, postId) = (Ids.New(now), Ids.New(now));
        var token = $"{number + 1}:AAFakeFakeFakeFakeFakeFakeFakeFakeFak";
        var cipher = domain.Services.GetRequiredService<ChannelVault>().Seal(tenant.Id, channelId, "bot_token", token);
        await tenant.DbAsync(async db =>
        {
            var channel = new Channel(tenant.Id, channelId, tenant.CompanyId, "telegram", $"-100{number + 1}", $"c{number}", false, now);
            channel.Connect(channel.AccountId, $"cf_news{number}", $"c{number}", null, null, null, now);
            db.Channels.Add(channel);
            db.ChannelSecrets.Add(new ChannelSecret(tenant.Id, Ids.New(now), channelId, "bot_token", cipher, "", now));
            var post = new Post(tenant.Id, postId, tenant.CompanyId, PostType.TextPost, tenant.Person(MemberRole.Editor), now);
            post.Write(new PostContent(text, text, []), now);
            Assert.True(post.MakeReady(now).Ok && post.Approve(tenant.Person(MemberRole.Owner), post.Version, now).Ok);
            db.Posts.Add(post);
            return await db.SaveChangesAsync();
        });
        Assert.True((await tenant.AsAsync<PostSchedule, Result<IReadOnlyList<PlannedPublication>>>(MemberRole.Owner, s => s.PublishNowAsync(postId, [channelId], CancellationToken.None))).Ok);
    }
}
