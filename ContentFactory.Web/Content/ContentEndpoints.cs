using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;

namespace ContentFactory.Web.Content;

internal static class ContentEndpoints
{
    public sealed record LastWords(int Version, PostWords Words);

    public static void MapContent(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/t/{tenant}/content/new", CreateAsync);
        routes.MapPost("/t/{tenant}/content/{id:guid}/words", KeepAsync);
    }

    /// <summary>A new post from wherever the person stands: an empty draft of the chosen company, or of the first, opens in the editor.</summary>
    private static async Task<IResult> CreateAsync(string tenant, [FromForm] string? company, HttpContext http, PostEditor editor, CompanyQueries companies)
    {
        var choices = await companies.ChoicesAsync(http.RequestAborted);
        var root = $"/t/{Uri.EscapeDataString(tenant)}/content";
        if (choices is not [var first, ..])
            return Results.LocalRedirect(root);
        var chosen = choices.SingleOrDefault(c => c.Id.ToString() == company) ?? first;
        var made = await editor.CreateAsync(new NewPost(chosen.Id), http.RequestAborted);
        return Results.LocalRedirect(made.Ok ? $"{root}/{made.Value}" : root);
    }

    /// <summary>The way of the last words: a page that is being left sends them past its circuit.</summary>
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
