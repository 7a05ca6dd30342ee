using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms.Sandbox;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Channels;

/// <summary>A sandbox channel in one step: opens a bot with its chat and connects it the same way as a real account.</summary>
public sealed class SandboxChannels(Db db, Actor actor, SandboxBots bots, ChannelConnections connections)
{
    public async Task<Result<ConnectedChannel>> ConnectAsync(Guid companyId, CancellationToken ct)
    {
        actor.Demand(Permission.ConnectChannels);
        var name = await CompanyNameAsync(companyId, ct);
        if (name is null)
            return new Problem(ProblemKind.NotFound, nameof(ConnectChannel.CompanyId), "Channels.CompanyMissing");
        var opened = await bots.OpenAsync(name, ct);
        if (!opened.Ok)
            return opened.Problem;
        var bot = opened.Value;
        var connected = await connections.ConnectAsync(new(companyId, "telegram", bot.Token, bot.ChatId, Sandbox: true), ct);
        if (!connected.Ok)
            await bots.CloseAsync(bot.Id, ct);
        return connected;
    }

    private async Task<string?> CompanyNameAsync(Guid companyId, CancellationToken ct)
    {
        await using var context = await db.OpenAsync(ct);
        return await context.Companies.AsNoTracking().Where(c => c.Id == companyId && c.Status == CompanyStatus.Active).Select(c => c.Name).SingleOrDefaultAsync(ct);
    }
}
