using System.Text.Json;
using System.Text.Json.Nodes;

namespace ContentFactory.Web.Sandbox.Networks;

/// <summary>One call to a network of the sandbox. <paramref name="Path"/> is the network's own, beginning with a slash.</summary>
/// <param name="Fields">Of query, form and multipart; the form outranks the query.</param>
/// <param name="Json">A JSON body; null where the body is something else.</param>
/// <param name="Body">Any other body, to be read once; a video need not be kept.</param>
internal sealed record SandboxRequest(string Method, string Path, IReadOnlyDictionary<string, string> Fields, JsonNode? Json, IFormFileCollection? Files, Stream Body, IHeaderDictionary Headers)
{
    private const string BearerPrefix = "Bearer ";

    public string this[string name] => Fields.GetValueOrDefault(name, "");

    /// <summary>The token of the Authorization header, or null.</summary>
    public string? Bearer =>
        Headers.Authorization.ToString() is var header && header.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase) ? header[BearerPrefix.Length..].Trim() : null;

    /// <summary>The parts of the path without the slashes.</summary>
    public string[] Segments { get; } = Path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    /// <exception cref="JsonException">The body is no JSON.</exception>
    /// <exception cref="InvalidDataException">The form is broken.</exception>
    /// <exception cref="BadHttpRequestException">The body is too large or ended early.</exception>
    public static async Task<SandboxRequest> ReadAsync(HttpRequest request, string path, CancellationToken ct)
    {
        var fields = request.Query.ToDictionary(q => q.Key, q => Clean(q.Value.ToString()), StringComparer.Ordinal);
        var json = request.HasJsonContentType() && request.ContentLength is not 0 ? await JsonNode.ParseAsync(request.Body, cancellationToken: ct) : null;
        IFormFileCollection? files = null;
        if (request.HasFormContentType)
        {
            var form = await request.ReadFormAsync(ct);
            files = form.Files;
            foreach (var (name, value) in form)
                fields[name] = Clean(value.ToString());
        }
        return new(request.Method, "/" + path.TrimStart('/'), fields, json, files, request.Body, request.Headers);
    }

    /// <summary>Reads the rest of the body and says how long it was.</summary>
    public async Task<long> SkipAsync(CancellationToken ct)
    {
        var (buffer, length) = (new byte[64 * 1024], 0L);
        for (int read; (read = await Body.ReadAsync(buffer, ct)) > 0;)
            length += read;
        return length;
    }

    /// <summary>PostgreSQL stores no NUL character.</summary>
    internal static string Clean(string value) => value.Replace("\0", "", StringComparison.Ordinal);
}

/// <summary>What a network of the sandbox answers.</summary>
internal sealed record SandboxReply(int Status, string Body, string ContentType = "application/json")
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public bool Ok => Status is >= 200 and < 400;

    public static SandboxReply Json(JsonNode body, int status = 200) => new(status, body.ToJsonString());

    /// <summary>What a broken server in front of a network sends.</summary>
    public static readonly SandboxReply BadGateway = new(502, "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>", "text/html");
}
