using System.Globalization;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Publishing.Chaos;

/// <summary>Tenants with a channel on each network, and posts that go out on two of them, at times spread by the seed from a lease on. Made with the domain's classes while the nodes run.</summary>
internal static class ChaosContent
{
    private const int ChannelsOfPost = 2;

    public static async Task SaveAsync(Dictionary<string, string?> settings, RunPlan plan)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddDomain(configuration);
        await using var domain = services.BuildServiceProvider();
        var (tenants, random, from) = (domain.GetRequiredService<Tenants>(), new Random(plan.Seed), TimeProvider.System.GetUtcNow() + plan.Scale.Lease);
        for (var tenant = 0; tenant < plan.Tenants; tenant++)
        {
            var (number, id) = (tenant, Ids.New(TimeProvider.System));
            await tenants.RunAsync(id, Actor.System(id, "chaos"), scoped => SaveAsync(scoped, plan, number, from, random));
        }
        await using var connection = await Sql.OpenAsync(settings["ConnectionStrings:System"]!);
        await Sql.RunAsync(connection, "select pg_notify('changes', $1)", $"{Guid.Empty}:{ChangeTopics.Due}");
    }

    private static async Task SaveAsync(IServiceProvider scoped, RunPlan plan, int number, DateTimeOffset from, Random random)
    {
        await using var db = await scoped.GetRequiredService<Db>().OpenAsync();
        var now = TimeProvider.System.GetUtcNow();
        var (tenantId, companyId, authorId, slug) = (db.TenantId, Ids.New(now), Ids.New(now), string.Create(CultureInfo.InvariantCulture, $"t{number:00}"));
        db.Tenants.Add(new Tenant(tenantId, slug, slug, "Europe/Moscow", "en", now));
        db.Companies.Add(new Company(tenantId, companyId, 1, slug, slug, "en", now));
        var channels = Flavour.All.Select(f => ChannelOf(tenantId, companyId, f.Key, $"{f.Key}.{slug}", now)).ToArray();
        db.Channels.AddRange(channels);
        for (var n = number; n < plan.Publications / ChannelsOfPost; n += plan.Tenants)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"Post {n:0000} of {slug}, seed {plan.Seed}");
            var post = PostOf(tenantId, companyId, authorId, text, now);
            db.Posts.Add(post);
            random.Shuffle(channels);
            foreach (var channel in channels.Take(ChannelsOfPost))
            {
                var due = from + (plan.Spread * random.NextDouble());
                db.Publications.Add(new Publication(tenantId, Ids.New(now), post.Id, channel.Id, 0, PlannedTime.Of(due, "Europe/Moscow"), post.Version, authorId, now));
            }
        }
        await db.SaveChangesAsync();
    }

    private static Channel ChannelOf(Guid tenantId, Guid companyId, string platform, string account, DateTimeOffset now)
    {
        var channel = new Channel(tenantId, Ids.New(now), companyId, platform, account, account, sandbox: false, now);
        channel.Connect(account, null, account, null, 1, null, now);
        channel.SetPosting([9], 1000, null);
        return channel;
    }

    private static Post PostOf(Guid tenantId, Guid companyId, Guid authorId, string text, DateTimeOffset now)
    {
        var post = new Post(tenantId, Ids.New(now), companyId, PostType.TextPost, authorId, now);
        post.Write(new PostContent(text, text, []), now);
        if (!(post.MakeReady(now).Ok && post.Approve(authorId, post.Version, now).Ok && post.Schedule(now).Ok))
            throw new InvalidOperationException("The post cannot be scheduled.");
        return post;
    }
}
