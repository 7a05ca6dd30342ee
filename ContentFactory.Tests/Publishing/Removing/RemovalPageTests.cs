using System.Net;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Content;
using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Publishing.Removing;

/// <summary>What the page of a published post says about deleting it, to each role and in each state.</summary>
public sealed class RemovalPageTests(RemovalPageTests.World world) : IClassFixture<RemovalPageTests.World>
{
    [Theory]
    [InlineData(MemberRole.Owner, true)]
    [InlineData(MemberRole.Approver, true)]
    [InlineData(MemberRole.Editor, false)]
    [InlineData(MemberRole.Viewer, false)]
    public async Task Only_who_decides_is_offered_to_delete(MemberRole role, bool may)
    {
        var (plain, byHand) = (await world.PageAsync(role, "x", null), await world.PageAsync(role, "tiktok", null));

        Assert.Equal(may, plain.Contains(Said("Removal_Button", "X"), StringComparison.Ordinal));
        Assert.Equal(may, byHand.Contains(Said("Removal_ByHand", "TikTok"), StringComparison.Ordinal));
        Assert.DoesNotContain(Said("Removal_Button", "TikTok"), byHand, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MemberRole.Approver)]
    [InlineData(MemberRole.Viewer)]
    public async Task Everybody_sees_that_it_is_being_deleted_or_was_refused(MemberRole role)
    {
        var waiting = await world.PageAsync(role, "x", "waiting");
        Assert.Contains(Said("State_Removing"), waiting, StringComparison.Ordinal);
        Assert.Contains(Said("Removal_AskedBy", "approver"), waiting, StringComparison.Ordinal);
        Assert.Contains(Said("Numbers_Removing"), waiting, StringComparison.Ordinal);
        Assert.DoesNotContain(Said("Removal_Question", "X"), waiting, StringComparison.Ordinal);

        var refused = await world.PageAsync(role, "x", "refused");
        Assert.Contains(Said("Removal_Refused", "X"), refused, StringComparison.Ordinal);
        Assert.Equal(role is MemberRole.Approver, refused.Contains(Said("Removal_Again"), StringComparison.Ordinal));
    }

    private static string Said(string key, params object[] values) => new Words("en").Of<PublishingTexts>(key, values);

    public sealed class World : IAsyncLifetime
    {
        private TestApplication application = null!;
        private TestTenant tenant = null!;

        public async Task InitializeAsync()
        {
            application = await TestApplication.StartAsync();
            tenant = await application.AddTenantAsync("removal-page");
        }

        public async Task DisposeAsync() => await application.DisposeAsync();

        /// <summary>The page of a published post on this network, whose deletion stands so; as words, without marks.</summary>
        internal async Task<string> PageAsync(MemberRole role, string platform, string? removal)
        {
            var id = await PublishedAsync(platform);
            if (removal is not null)
                await SqlAsync($"""
                    insert into publication_removals (tenant_id, publication_id, state, asked_by, asked_at, tries, next_try_at, ended_at, reason_key, reason_args)
                    values ('{tenant.Id}', '{id}', '{removal}', '{tenant.Person(MemberRole.Approver)}', app_now(), 1, app_now() + interval '1 day',
                            case '{removal}' when 'refused' then app_now() end, 'Publishing.AccountRefused', array[]::text[])
                    """);
            using var client = await application.SignInAsync(tenant, role);
            client.DefaultRequestHeaders.Add("Accept-Language", "en");
            return WebUtility.HtmlDecode(await client.GetStringAsync($"/t/{tenant.Slug}/publications/{id}"));
        }

        private async Task<Guid> PublishedAsync(string platform)
        {
            var post = await tenant.ApprovedAsync("Out already");
            var id = await tenant.DbAsync(async db =>
            {
                var now = TimeProvider.System.GetUtcNow();
                var channel = new Channel(tenant.Id, Ids.New(now), tenant.CompanyId, platform, $"{Ids.New(now)}", platform, false, now);
                channel.Connect(channel.AccountId, null, platform, null, 1, null, now);
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
