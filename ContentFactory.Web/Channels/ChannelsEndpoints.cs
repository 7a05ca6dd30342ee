using ContentFactory.Domain.Platforms.Sandbox;

namespace ContentFactory.Web.Channels;

/// <summary>Pictures of the sandbox feed, for the tenant's people only: the tenant of the address was entered before.</summary>
public static class ChannelsEndpoints
{
    public static void MapChannels(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/t/{tenant}/channels/pictures/{messageId:guid}", async (Guid messageId, SandboxFeed feed, HttpResponse response, CancellationToken ct) =>
        {
            if (await feed.PictureAsync(messageId, ct) is not { } picture)
                return Results.NotFound();
            response.Headers.CacheControl = "private, max-age=86400, immutable";
            response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
            return Results.Bytes(picture.Bytes, picture.ContentType);
        });
}
