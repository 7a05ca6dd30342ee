using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Channels;

/// <summary>Writes sealed credentials of a channel into a context that the calling verb saves.</summary>
internal static class ChannelSecrets
{
    public static async Task PutAsync(AppDb context, ChannelVault vault, Guid channelId, string kind, string secret, DateTimeOffset now, CancellationToken ct, string? masked = null)
    {
        var cipher = vault.Seal(context.TenantId, channelId, kind, secret);
        masked ??= ChannelVault.Mask(secret);
        var kept = await context.ChannelSecrets.SingleOrDefaultAsync(s => s.ChannelId == channelId && s.Kind == kind, ct);
        if (kept is null)
            context.ChannelSecrets.Add(new ChannelSecret(context.TenantId, Ids.New(now), channelId, kind, cipher, masked, now));
        else
            kept.Replace(cipher, masked, now);
    }
}
