using System.Collections.Concurrent;
using ContentFactory.Domain.Access;

namespace ContentFactory.Domain.Media;

/// <summary>Addresses under which a browser or a network fetches an item without signing in, for a limited time.</summary>
public sealed class MediaLinks(Actor actor, MediaTokens tokens, MediaOptions options, TimeProvider clock)
{
    // the same address for as long as a page lives: a picture must not load again whenever the page reads its data
    private readonly ConcurrentDictionary<Guid, (string Address, DateTimeOffset FreshUntil)> made = new();

    /// <summary>Relative to the application's address: "/media/{token}".</summary>
    public string For(Guid mediaId)
    {
        actor.Demand(Permission.ViewMedia);
        var now = clock.GetUtcNow();
        if (made.TryGetValue(mediaId, out var known) && known.FreshUntil > now)
            return known.Address;
        var address = "/media/" + tokens.Make(actor.TenantId, mediaId, now + options.LinkLifetime);
        made[mediaId] = (address, now + options.LinkLifetime / 2);
        return address;
    }
}
