using ContentFactory.Domain;
using ContentFactory.Domain.Content;
using Microsoft.AspNetCore.Antiforgery;

namespace ContentFactory.Web.Content;

/// <summary>The way of the last words: a page that is being left sends them past its circuit.</summary>
public static class ContentEndpoints
{
    public sealed record LastWords(int Version, PostWords Words);

    public static void MapContent(this IEndpointRouteBuilder routes) => routes.MapPost("/t/{tenant}/content/{id:guid}/words", KeepAsync);

    private static async Task<IResult> KeepAsync(Guid id, LastWords last, HttpContext http, IAntiforgery antiforgery, PostEditor editor)
    {
        // JSON carries no form, so the framework would not ask for the token by itself
        if (!await antiforgery.IsRequestValidAsync(http) || last.Words is not { Title: not null, Text: not null, Hashtags: not null, Link: not null })
            return Results.BadRequest();
        // the page is gone and its request with it: the save goes on
        var saved = await editor.SaveLastWordsAsync(id, last.Version, last.Words, CancellationToken.None);
        return saved.Ok ? Results.NoContent() : Results.StatusCode(saved.Problem.Kind is ProblemKind.NotFound ? StatusCodes.Status404NotFound : StatusCodes.Status409Conflict);
    }
}
