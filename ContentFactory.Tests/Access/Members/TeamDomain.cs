using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Billing;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Access;

/// <summary>A domain whose tenants have a plan, whose letters can be read, and whose pools wait as long as a hundred at once need.</summary>
public sealed partial class TeamDomain : TestDomain
{
    private static int teams;

    protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings =>
    [
        new("PublicUrl", "https://app.example.test"),
        new("ConnectionStrings:Default", Database.ConnectionString("cf_app") + ";Timeout=300;Command Timeout=300"),
        new("ConnectionStrings:System", Database.ConnectionString("cf_system") + ";Timeout=300;Command Timeout=300"),
    ];

    /// <summary>A tenant with four members and a slug of its own, on a plan without limits unless told otherwise.</summary>
    public async Task<TestTenant> AddTeamAsync(string plan = "enterprise") =>
        await (await AddTenantAsync($"team-{Interlocked.Increment(ref teams)}")).OnPlanAsync(plan);

    /// <summary>Invites as the owner and takes the token out of the letter.</summary>
    internal async Task<InvitationLink> InviteAsync(TestTenant team, string email, MemberRole role = MemberRole.Editor)
    {
        var sent = await team.AsAsync<InvitationDesk, Result<SentInvitation>>(MemberRole.Owner, d => d.InviteAsync(new(email, role), default));
        Assert.True(sent.Ok, sent.Problem?.TextKey);
        return await LinkAsync(sent.Value.Email);
    }

    /// <summary>The newest letter to the address.</summary>
    internal async Task<InvitationLink> LinkAsync(string email)
    {
        await using var scope = Services.CreateAsyncScope();
        var letter = await scope.ServiceProvider.GetRequiredService<AccessDb>().Letters.Where(l => l.To == email).OrderByDescending(l => l.CreatedAt).ThenByDescending(l => l.Id).FirstAsync();
        return InvitationLink.In(letter.Subject, letter.Text);
    }

    internal async Task<Result<string>> AcceptAsync(string? token, Guid personId)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<InvitationDoor>().AcceptAsync(token, personId, null, default);
    }

    internal async Task<Result<InvitationCard>> LookAsync(string? token, string from = "192.0.2.1")
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<InvitationDoor>().LookAsync(token, from, default);
    }
}

/// <summary>A letter that invites, and the token in its link.</summary>
internal sealed record InvitationLink(string Subject, string Text, string Token)
{
    private const string Path = "/invitation/";

    public static InvitationLink In(string subject, string text) =>
        new(subject, text, text[(text.IndexOf(Path, StringComparison.Ordinal) + Path.Length)..].Split('\n', '\r')[0]);
}

internal static class TeamPlan
{
    public static async Task<TestTenant> OnPlanAsync(this TestTenant tenant, string plan)
    {
        await tenant.DbAsync(async db =>
        {
            var planId = await db.Plans.Where(p => p.Code == plan).Select(p => p.Id).SingleAsync();
            var now = (await db.Tenants.SingleAsync()).CreatedAt;
            db.Subscriptions.Add(Subscription.GivenByHand(tenant.Id, Ids.New(now), planId, now));
            return await db.SaveChangesAsync();
        });
        return tenant;
    }
}
