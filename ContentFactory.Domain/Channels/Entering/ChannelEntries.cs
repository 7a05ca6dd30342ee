using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Channels;

/// <param name="Values">By the names of the way's fields.</param>
public sealed record EnteredAccount(Guid CompanyId, string Platform, string Way, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>Records print their members; secrets must not reach a log that way.</summary>
    public override string ToString() => $"{Platform} {Way}";
}

/// <summary>Connects accounts by what a person entered, or gives a connected one its new secrets.</summary>
public sealed class ChannelEntries(Db db, Actor actor, PlatformSet platforms, ChannelAccounts accounts, ChannelConnections connections, ChannelCare care)
{
    private const int Longest = 500;

    /// <summary>Problems name the field of the way that they are about.</summary>
    public async Task<Result<ConnectedChannel>> ConnectAsync(EnteredAccount entered, CancellationToken ct)
    {
        actor.Demand(Permission.ConnectChannels);
        if (platforms.Find(entered.Platform) is not { } platform || platform.Entries.FirstOrDefault(w => w.Key == entered.Way) is not { } way)
            return Problem.NotFound();
        var values = way.Fields.ToDictionary(f => f.Name, f => entered.Values.GetValueOrDefault(f.Name, "").Trim(), StringComparer.Ordinal);
        if (way.Fields.FirstOrDefault(f => values[f.Name].Length is 0 or > Longest) is { } empty)
            return Problem.Invalid(empty.Name, values[empty.Name].Length == 0 ? "Channels.EntryMissing" : "Channels.EntryTooLong", Longest);
        if (await connections.RefusalAsync(entered.CompanyId, entered.Platform, isSandbox: false, ct) is { } refusal)
            return refusal;
        var accountId = way.Fields.FirstOrDefault(f => f.Secret is null) is { } id ? values[id.Name] : "";
        var secrets = way.Fields.Where(f => f.Secret is not null).ToDictionary(f => f.Secret!, f => values[f.Name], StringComparer.Ordinal);
        var check = await platform.CheckAsync(accounts.Account(platform.Key, accountId, null, false, secrets), ct);
        if (!check.Ok)
            return check.Problem;
        var chosen = new NewChannel(entered.CompanyId, platform.Key, false, check.Value.AccountId, check.Value.AppKey, secrets);
        return await ConnectedAsync(chosen, ct) is { } channel ? await care.RenewAsync(channel, chosen, ct) : await connections.ConnectCheckedAsync(chosen, ct);
    }

    /// <summary>The channel that the account is already, if the company has it.</summary>
    private async Task<Guid?> ConnectedAsync(NewChannel chosen, CancellationToken ct)
    {
        await using var context = await db.OpenAsync(ct);
        return await context.Channels.AsNoTracking()
            .Where(c => c.Platform == chosen.Platform && c.AccountId == chosen.AccountId && c.CompanyId == chosen.CompanyId && !c.Sandbox && c.Status != ChannelStatus.Disconnected)
            .Select(c => (Guid?)c.Id).SingleOrDefaultAsync(ct);
    }
}
