using System.Web;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Billing;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ContentFactory.Tests.Channels.SignIns;

/// <summary>An installation with two registered apps of one network.</summary>
public class SignInDomain : TestDomain
{
    internal SignInPlatform Platform { get; } = new();

    internal static Guid Session { get; } = Guid.Parse("11111111-1111-1111-1111-111111111111");

    /// <summary>A tenant that may use the network.</summary>
    internal async Task<TestTenant> TenantAsync(string slug)
    {
        var tenant = await AddTenantAsync(slug);
        await tenant.DbAsync(async db =>
        {
            // four channels
            var plan = await db.Plans.Where(p => p.Code == "growth").Select(p => p.Id).SingleAsync();
            db.Subscriptions.Add(Subscription.GivenByHand(tenant.Id, Ids.New(Clock), plan, Clock.GetUtcNow()));
            return await db.SaveChangesAsync();
        });
        await using var owner = await Sql.OpenAsync(Database.ConnectionString("cf_owner"));
        await Sql.RunAsync(owner, "update tenants set platforms = array['threads'] where slug = $1", slug);
        return tenant;
    }

    internal static Task<Result<Uri>> BeginAsync(TestTenant tenant, Guid? session = null, MemberRole role = MemberRole.Owner) =>
        tenant.AsAsync<ChannelSignIns, Result<Uri>>(role, s => s.BeginAsync(new(tenant.CompanyId, SignInPlatform.Name, false, session ?? Session, tenant.Slug), default));

    internal async Task SystemSqlAsync(string sql)
    {
        await using var system = await Sql.OpenAsync(Database.ConnectionString("cf_system"));
        await Sql.RunAsync(system, sql);
    }

    internal static string StateOf(Uri address) => HttpUtility.ParseQueryString(address.Query)["state"]!;

    internal static Task<Result<Guid>> ReturnAsync(TestTenant tenant, string? state, string? code, string? error = null, Guid? session = null, MemberRole role = MemberRole.Owner) =>
        tenant.AsAsync<ChannelSignIns, Result<Guid>>(role, s => s.ReturnAsync(new(SignInPlatform.Name, session ?? Session, state, code, error), default));

    internal static Task<Result<SignInOffer>> OfferAsync(TestTenant tenant, Guid id, Guid? session = null, MemberRole role = MemberRole.Owner) =>
        tenant.AsAsync<ChannelSignIns, Result<SignInOffer>>(role, s => s.OfferAsync(id, session ?? Session, default));

    internal static Task<Result<ConnectedChannel>> ConnectAsync(TestTenant tenant, Guid id, string account, MemberRole role = MemberRole.Owner) =>
        tenant.AsAsync<ChannelSignIns, Result<ConnectedChannel>>(role, s => s.ConnectAsync(id, Session, account, default));

    /// <summary>Out and back with a code that is worth this.</summary>
    internal async Task<Guid> SignInAsync(TestTenant tenant, string code, SignedIn worth)
    {
        Platform.Codes[code] = worth;
        return (await ReturnAsync(tenant, StateOf((await BeginAsync(tenant)).Value), code)).Value;
    }

    internal async Task<string?> TokenAsync(TestTenant tenant, Guid channelId)
    {
        var secret = await tenant.DbAsync(db => db.ChannelSecrets.AsNoTracking().SingleAsync(s => s.ChannelId == channelId && s.Kind == AccountTokens.Access));
        return Services.GetRequiredService<ChannelVault>().Open(tenant.Id, channelId, secret.Kind, secret.Cipher);
    }

    protected override void Configure(IServiceCollection collection)
    {
        collection.RemoveAll<IPlatform>();
        collection.AddSingleton<IPlatform>(Platform);
        collection.AddSingleton(new PlatformApps(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Platforms:Apps:meta:0:Id"] = "app-one", ["Platforms:Apps:meta:0:Secret"] = "secret-one",
            ["Platforms:Apps:meta:1:Id"] = "app-two", ["Platforms:Apps:meta:1:Secret"] = "secret-two",
        }).Build()));
        collection.Configure<AccessOptions>(o => o.PublicUrl = new("https://factory.example"));
    }
}
