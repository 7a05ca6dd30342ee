using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Media;
using ContentFactory.Domain.Media.Stores;
using ContentFactory.Domain.Platforms;
using ContentFactory.Web.Ui;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Net.Http.Headers;

namespace ContentFactory.Web.Media;

/// <summary>Uploads of a tenant's people, and the public addresses of files.</summary>
public static class MediaEndpoints
{
    public sealed record Announcement(string Name, long Size);

    public sealed record Progress(Guid Id, long Size, long Received);

    public sealed record Refusal(string? Field, string Text, long? Received);

    public static void MapMedia(this IEndpointRouteBuilder routes)
    {
        var uploads = routes.MapGroup("/t/{tenant}/media/uploads").AddEndpointFilter(RequireTokenAsync);
        uploads.MapPost("", BeginAsync);
        uploads.MapGet("{id:guid}", StateAsync);
        uploads.MapPut("{id:guid}", AppendAsync).Accepts<Stream>("application/octet-stream");
        uploads.MapPost("{id:guid}/complete", CompleteAsync).RequireRateLimiting(UploadPace.Policy);
        uploads.MapDelete("{id:guid}", CancelAsync);
        routes.MapMethods("/media/{token}", [HttpMethods.Get, HttpMethods.Head], SendAsync);
    }

    // JSON and raw bytes carry no form, so the framework would not ask for the token by itself
    private static async ValueTask<object?> RequireTokenAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        await context.HttpContext.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context.HttpContext) ? await next(context) : Results.BadRequest();

    private static async Task<IResult> BeginAsync(Announcement file, MediaUploads uploads, ProblemText texts, CancellationToken ct)
    {
        var begun = await uploads.BeginAsync(file.Name, file.Size, ct);
        return begun.Ok ? Results.Ok(new Progress(begun.Value, file.Size, 0)) : Refuse(begun.Problem, texts);
    }

    private static async Task<IResult> StateAsync(Guid id, MediaUploads uploads, ProblemText texts, CancellationToken ct)
    {
        var state = await uploads.StateAsync(id, ct);
        return state.Ok ? Results.Ok(new Progress(id, state.Value.Size, state.Value.Received)) : Refuse(state.Problem, texts);
    }

    private static async Task<IResult> AppendAsync(Guid id, long offset, HttpRequest request, MediaUploads uploads, ProblemText texts, CancellationToken ct)
    {
        if (request.ContentLength > MediaUploads.LongestChunk)
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        var received = await uploads.AppendAsync(id, offset, request.Body, ct);
        return received.Ok ? Results.Ok(new { received = received.Value }) : Refuse(received.Problem, texts);
    }

    private static async Task<IResult> CompleteAsync(Guid id, MediaUploads uploads, ProblemText texts, CancellationToken ct)
    {
        var made = await uploads.CompleteAsync(id, ct: ct);
        return made.Ok ? Results.Ok(new { id = made.Value }) : Refuse(made.Problem, texts);
    }

    private static async Task<IResult> CancelAsync(Guid id, MediaUploads uploads, ProblemText texts, CancellationToken ct)
    {
        var done = await uploads.CancelAsync(id, ct);
        return done.Ok ? Results.NoContent() : Refuse(done.Problem, texts);
    }

    /// <summary>Whoever holds a valid address may fetch the file: a browser for a picture, a network for a post.</summary>
    private static async Task<IResult> SendAsync(string token, HttpRequest request, HttpResponse response, MediaTokens tokens, StoredFiles files, Tenants tenants, CancellationToken ct)
    {
        if (tokens.Read(token) is not { } named)
            return Results.NotFound();
        var found = await tenants.RunAsync(named.TenantId, Actor.System(named.TenantId, "media link"), services => services.GetRequiredService<MediaLibrary>().FindAsync(named.MediaId, ct));
        if (!found.Ok)
            return Results.NotFound();
        var file = found.Value;
        Stream content;
        try
        {
            content = await files.OpenAsync(file.Place, file.Size, ct, HttpMethods.IsHead(request.Method) ? null : StartOf(request, file.Size));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return StoredFiles.IsMissing(e) ? Results.NotFound() : Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        response.Headers.CacheControl = "private, max-age=3600";
        var name = file.Kind is MediaKind.Image or MediaKind.Animation ? null : file.FileName;
        return Results.File(content, file.ContentType, name, file.CreatedAt, new EntityTagHeaderValue($"\"{named.MediaId:N}\""), enableRangeProcessing: true);
    }

    /// <summary>Where a store outside is read from first: at what a single range asks for.</summary>
    private static long StartOf(HttpRequest request, long size) => !request.Headers.ContainsKey(HeaderNames.IfRange) && request.GetTypedHeaders().Range?.Ranges is { Count: 1 } ranges && ranges.First() is var range
        ? range.From ?? Math.Max(0, size - (range.To ?? size)) : 0;

    private static IResult Refuse(Problem problem, ProblemText texts) => Results.Json(
        new Refusal(problem.Field, texts.Of(problem), problem.TextKey is "Media.OtherOffset" or "Media.Incomplete" ? problem.Args[0] as long? : null),
        statusCode: problem.Kind switch
        {
            ProblemKind.Invalid => StatusCodes.Status400BadRequest,
            ProblemKind.Forbidden => StatusCodes.Status403Forbidden,
            ProblemKind.NotFound => StatusCodes.Status404NotFound,
            ProblemKind.Conflict => StatusCodes.Status409Conflict,
            ProblemKind.Limit => StatusCodes.Status413PayloadTooLarge,
            ProblemKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        });
}
