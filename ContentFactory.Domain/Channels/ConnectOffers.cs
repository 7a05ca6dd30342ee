using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.Sandbox;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Channels;

/// <summary>A network whose accounts are connected by what a person copies from there.</summary>
public sealed record EntryNetwork(string Platform, IReadOnlyList<EntryWay> Ways);

/// <summary>How a company may connect accounts, of the networks that it activated.</summary>
/// <param name="Practices">Networks that the sandbox speaks.</param>
public sealed record CompanyOffers(IReadOnlyList<SignInNetwork> SignIns, IReadOnlyList<EntryNetwork> Entries, IReadOnlyList<string> Practices)
{
    public static readonly CompanyOffers None = new([], [], []);
}

/// <summary>The ways to connect accounts.</summary>
public sealed class ConnectOffers(Db db, Actor actor, PlatformSet platforms, SignInWays ways)
{
    /// <summary>By company.</summary>
    public async Task<IReadOnlyDictionary<Guid, CompanyOffers>> ReadAsync(CancellationToken ct)
    {
        actor.Demand(Permission.ConnectChannels);
        await using var context = await db.OpenAsync(ct);
        var usual = await context.Tenants.AsNoTracking().Select(t => t.Platforms).SingleAsync(ct);
        var companies = await context.Companies.AsNoTracking().Where(c => c.Status == CompanyStatus.Active).Select(c => new { c.Id, c.Platforms }).ToListAsync(ct);
        return companies.ToDictionary(c => c.Id, c => Of(c.Platforms ?? usual));
    }

    private CompanyOffers Of(string[] activated) => new(
        [.. ways.Networks.Where(n => activated.Contains(n.Platform))],
        [.. platforms.All.Where(p => p.Entries.Count > 0 && activated.Contains(p.Key)).Select(p => new EntryNetwork(p.Key, p.Entries))],
        [.. SandboxIdentity.Platforms.Where(activated.Contains)]);
}
