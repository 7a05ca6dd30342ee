using ContentFactory.Domain.Access;
using ContentFactory.Domain.Platforms.Sandbox;
using Microsoft.Extensions.Options;

namespace ContentFactory.Domain.Media;

/// <summary>Addresses under which networks fetch files that they do not take as bytes.</summary>
internal sealed class PublicMedia(MediaTokens tokens, MediaOptions media, IOptions<AccessOptions> access, IOptions<SandboxOptions> sandbox, TimeProvider clock)
{
    public Uri? AddressOf(Guid tenantId, Guid mediaId, bool isSandbox) =>
        (isSandbox ? sandbox.Value.BaseUrl : access.Value.PublicUrl) is { } root ? new Uri(root, "media/" + tokens.Make(tenantId, mediaId, clock.GetUtcNow() + media.LinkLifetime)) : null;
}
