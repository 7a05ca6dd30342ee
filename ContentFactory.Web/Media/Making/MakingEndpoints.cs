using ContentFactory.Domain;
using ContentFactory.Domain.Content.Making;
using ContentFactory.Domain.Media.Making;

namespace ContentFactory.Web.Media.Making;

/// <summary>Pictures of cards before they are made.</summary>
internal static class MakingEndpoints
{
    public static void MapMaking(this IEndpointRouteBuilder routes) => routes.MapGet("/t/{tenant}/content/{id:guid}/card.png", PreviewAsync);

    private static async Task<IResult> PreviewAsync(Guid id, string? layout, CardSize? size, CardScheme? scheme, int? seed, HttpResponse response, PostMaking making, CancellationToken ct)
    {
        var choice = new CardChoice(Enum.TryParse<CardLayout>(layout, out var chosen) && Enum.IsDefined(chosen) ? chosen : null, Known(size, CardSize.Square), Known(scheme, CardScheme.Brand), Math.Abs((seed ?? 0) % 1000));
        var drawn = await making.PreviewAsync(id, choice, ct);
        if (!drawn.Ok)
            return Results.StatusCode(drawn.Problem.Kind is ProblemKind.NotFound ? StatusCodes.Status404NotFound : StatusCodes.Status503ServiceUnavailable);
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "private, max-age=600";
        return Results.Bytes(drawn.Value, "image/png");
    }

    private static T Known<T>(T? value, T otherwise) where T : struct, Enum => value is { } given && Enum.IsDefined(given) ? given : otherwise;
}
