using System.Net;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Content;
using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Publishing.Commenting;

/// <summary>What the page of a published post says about its first comment, to each role and in each state.</summary>
public sealed class CommentPageTests(CommentPageTests.World world) : IClassFixture<CommentPageTests.World>
{
    [Theory]
    [InlineData(MemberRole.Approver, true)]
    [InlineData(MemberRole.Editor, false)]
    [InlineData(MemberRole.Viewer, false)]
    public async Task Only_who_decides_is_offered_the_decision(MemberRole role, bool may)
    {
        var (unknown, refused) = (await world.PageAsync(role, "unknown", null), await world.PageAsync(role, "refused", "Publishing.AccountRefused"));

        Assert.Contains(Said("Comment_Unknown"), unknown, StringComparison.Ordinal);
        Assert.Contains(Said("Log_CommentUnknown"), unknown, StringComparison.Ordinal);
        Assert.Contains(Said("Comment_Refused"), refused, StringComparison.Ordinal);
        Assert.Contains(Said("Log_NotCommented"), refused, StringComparison.Ordinal);
        foreach (var (page, mark) in new[] { (unknown, "data-act=\"comment-there\""), (unknown, Said("Comment_SendQuestion", "X")), (refused, "data-act=\"comment-again\"") })
            Assert.Equal(may, page.Contains(mark, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Everybody_sees_how_it_stands_and_where_it_is()
    {
        var sent = await world.PageAsync(MemberRole.Viewer, "sent", null);
        Assert.Contains("data-first-comment=\"Sent\"", sent, StringComparison.Ordinal);
        Assert.Contains("href=\"https://x.example/c/1\"", sent, StringComparison.Ordinal);
        Assert.Contains("Order &here", sent, StringComparison.Ordinal);
        Assert.Contains(Said("Log_Commented"), sent, StringComparison.Ordinal);

        Assert.Contains(Said("Comment_Sending"), await world.PageAsync(MemberRole.Viewer, "sending", null), StringComparison.Ordinal);
        Assert.Contains("data-first-comment=\"Waiting\"", await world.PageAsync(MemberRole.Viewer, "waiting", null), StringComparison.Ordinal);
        Assert.DoesNotContain("data-first-comment", await world.PageAsync(MemberRole.Viewer, null, null), StringComparison.Ordinal);
    }

    private static string Said(string key, params object[] values) => new Words("en").Of<PublishingTexts>(key, values);

    public sealed class World : IAsyncLifetime
    {
        private TestApplication application = null!;
        private TestTenant tenant = null!;

        public async Task InitializeAsync()
        {
            application = await TestApplication.StartAsync();
            tenant = await application.AddTenantAsync("comment-page");
        }

        public async Task DisposeAsync() => await application.DisposeAsync();

        /// <summary>The page of a published post whose comment stands so; as words, without marks.</summary>
        internal async Task<string> PageAsync(MemberRole role, string? state, string? reason)
        {
            var id = await PublishedAsync();
            if (state is not null)
                await SqlAsync($"""
                    insert into first_comments (tenant_id, publication_id, words, state, asked_at, tries, looks, next_try_at, called_at, ended_at, url, reason_key, reason_args)
                    values ('{tenant.Id}', '{id}', 'Order &here', '{state}', app_now(), 1, 0, case when '{state}' in ('waiting', 'sending') then app_now() + interval '1 hour' end, app_now(),
                            case when '{state}' in ('sent', 'refused') then app_now() end, 'https://x.example/c/1', nullif('{reason}', ''), array[]::text[])
                    """);
            using var client = await application.SignInAsync(tenant, role);
            client.DefaultRequestHeaders.Add("Accept-Language", "en");
            return WebUtility.HtmlDecode(await client.GetStringAsync($"/t/{tenant.Slug}/publications/{id}"));
        }

        private async Task<Guid> PublishedAsync()
        {
            var post = await tenant.ApprovedAsync("Out already");
            var id = await tenant.DbAsync(async db =>
            {
                var now = TimeProvider.System.GetUtcNow();
                var channel = new Channel(tenant.Id, Ids.New(now), tenant.CompanyId, "x", $"{Ids.New(now)}", "x", false, now);
                channel.Connect(channel.AccountId, null, "x", null, 1, null, now);
                var publication = new Publication(tenant.Id, Ids.New(now), post, channel.Id, 0, PlannedTime.Of(now.AddDays(1), "Europe/Moscow"), 1, tenant.Person(MemberRole.Owner), now);
                db.Channels.Add(channel);
                db.Publications.Add(publication);
                await db.SaveChangesAsync();
                return publication.Id;
            });
            await SqlAsync($"update publications set state = 'leased', lease_until = app_now() + interval '1 hour' where id = '{id}'");
            await SqlAsync($"update publications set state = 'sending' where id = '{id}'");
            await SqlAsync($"update publications set state = 'published', lease_until = null, external_id = '1', published_at = app_now() where id = '{id}'");
            return id;
        }

        private async Task SqlAsync(string sql)
        {
            await using var system = await Sql.OpenAsync(application.Database.ConnectionString("cf_system"));
            await Sql.RunAsync(system, sql);
        }
    }
}
