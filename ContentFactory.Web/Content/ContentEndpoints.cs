using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using Microsoft.AspNetCore.Mvc;

namespace ContentFactory.Web.Content;

internal static class ContentEndpoints
{
    public static void MapContent(this IEndpointRouteBuilder routes) => routes.MapPost("/t/{tenant}/content/new", CreateAsync);

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
}
