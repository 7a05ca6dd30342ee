using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms.Sandbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ContentFactory.Domain.Channels;

/// <summary>A sandbox channel in one step: opens an account on the stand-in and connects it the same way as a real one.</summary>
public sealed class SandboxChannels(Db db, Actor actor, SandboxBots bots, ChannelConnections connections, IOptions<SandboxOptions> options)
{
    /// <param name="platform">One of <see cref="SandboxIdentity.Platforms"/>.</param>
    public async Task<Result<ConnectedChannel>> ConnectAsync(Guid companyId, CancellationToken ct, string platform = SandboxIdentity.Telegram)
    {
        actor.Demand(Permission.ConnectChannels);
        var name = await CompanyNameAsync(companyId, ct);
        if (name is null)
            return new Problem(ProblemKind.NotFound, nameof(ConnectChannel.CompanyId), "Channels.CompanyMissing");
        if (await connections.RefusalAsync(companyId, platform, isSandbox: true, ct) is { } refusal)
            return refusal;
        var opened = await bots.OpenAsync(platform, name, ct);
        if (!opened.Ok)
            return opened.Problem;
        var bot = opened.Value;
        var connected = platform is SandboxIdentity.Telegram
            ? await connections.ConnectAsync(new(companyId, platform, bot.Token, bot.ChatId, Sandbox: true), ct)
            : await connections.ConnectCheckedAsync(new(companyId, platform, true, bot.ChatId, null, SandboxIdentity.Secrets(platform, bot.Number, bot.Token, options.Value.BaseOf(platform))), ct);
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
