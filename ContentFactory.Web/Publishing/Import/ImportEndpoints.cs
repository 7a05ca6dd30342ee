using System.Globalization;
using ContentFactory.Domain;
using ContentFactory.Domain.Publishing.Import;
using ContentFactory.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace ContentFactory.Web.Publishing.Import;

/// <summary>The way of a file of posts: a form past the circuit, and back to its page with what was found.</summary>
internal static class ImportEndpoints
{
    // a file that is too large is told so by the page; only beyond this the connection is cut
    private const long MostSent = 100_000_000;

    private static readonly Problem[] Faults =
    [
        Problem.Invalid("File", "Publishing.ImportSize", PostImports.MostBytes / 1_000_000), Problem.Invalid("File", "Publishing.ImportRows", PostImports.MostRows),
        Problem.Invalid("File", "Publishing.ImportHeadings"), Problem.Invalid("File", "Trends.SheetBroken"), Problem.Invalid("File", "Trends.SheetLetters"), Problem.Invalid("File", "Publishing.ImportGone"),
    ];

    public static void MapPostImports(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/t/{tenant}/content/import/file", TakeAsync).WithMetadata(new RequestSizeLimitAttribute(MostSent), new RequestFormLimitsAttribute { MultipartBodyLengthLimit = MostSent });

    /// <summary>Those that the address of the page may name.</summary>
    public static Problem? FaultOf(string? key) => Faults.FirstOrDefault(f => f.TextKey == key);

    public static ImportTarget? TargetOf(string? word) => Enum.TryParse<ImportTarget>(word, ignoreCase: true, out var target) && Enum.IsDefined(target) ? target : null;

    private static async Task<IResult> TakeAsync(string tenant, IFormFile? file, [FromForm] string? target, [FromForm] string? repeats, HttpContext http, PostImports imports)
    {
        var page = $"/t/{Uri.EscapeDataString(tenant)}/content/import";
        var bytes = file is { Length: > 0 and <= PostImports.MostBytes } ? await ReadAsync(file, http.RequestAborted) : [];
        var added = await imports.AddAsync(file?.FileName ?? "", bytes, TargetOf(target) ?? ImportTarget.Draft, repeats == "yes", CultureInfo.CurrentCulture.Name, http.RequestAborted);
        return Results.LocalRedirect(added.Ok ? $"{page}?file={added.Value}" : $"{page}?fault={Uri.EscapeDataString(added.Problem.TextKey)}&target={Uri.EscapeDataString(target ?? "")}&repeats={(repeats == "yes" ? "yes" : "")}");
    }

    private static async Task<byte[]> ReadAsync(IFormFile file, CancellationToken ct)
    {
        using var bytes = new MemoryStream((int)file.Length);
        await file.CopyToAsync(bytes, ct);
        return bytes.ToArray();
    }
}
