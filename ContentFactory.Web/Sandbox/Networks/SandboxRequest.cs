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

    /// <summary>All that stands before the body.</summary>
    public static SandboxRequest HeadOf(HttpRequest request, string path) => new(
        request.Method, "/" + path.TrimStart('/'), request.Query.ToDictionary(q => q.Key, q => Clean(q.Value.ToString()), StringComparer.Ordinal), null, null, request.Body, request.Headers);

    /// <summary>The same call with its JSON or form read. Any other body is left to who wants it.</summary>
    /// <exception cref="JsonException">The body is no JSON.</exception>
    /// <exception cref="InvalidDataException">The form is broken.</exception>
    /// <exception cref="BadHttpRequestException">The body is too large or ended early.</exception>
    public async Task<SandboxRequest> WithBodyAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.HasJsonContentType())
            return request.ContentLength is 0 ? this : this with { Json = await NetworkJson.ParseAsync(request.Body, ct) };
        if (!request.HasFormContentType)
            return this;
        var form = await request.ReadFormAsync(ct);
        var fields = new Dictionary<string, string>(Fields, StringComparer.Ordinal);
        foreach (var (name, value) in form)
            fields[name] = Clean(value.ToString());
        return this with { Fields = fields, Files = form.Files };
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
