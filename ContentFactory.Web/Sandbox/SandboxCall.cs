using System.Globalization;
using System.Text.Json;

namespace ContentFactory.Web.Sandbox;

/// <summary>The parameters of one call, however they were sent: query, form, multipart or JSON.</summary>
internal sealed class SandboxCall(string method, IReadOnlyDictionary<string, string> values, IFormFileCollection? files)
{
    /// <summary>Method names are read without regard to case, as the platform does.</summary>
    public string Method { get; } = method.ToLowerInvariant();

    public string this[string name] => values.GetValueOrDefault(name, "");

    public int? Number(string name) => int.TryParse(this[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public IFormFile? File(string name) => files?.GetFile(name);

    /// <exception cref="JsonException">The body is no JSON object.</exception>
    /// <exception cref="InvalidDataException">The form is broken.</exception>
    /// <exception cref="BadHttpRequestException">The body is too large or ended early.</exception>
    public static async Task<SandboxCall> ReadAsync(HttpRequest request, string method, CancellationToken ct)
    {
        var values = request.Query.ToDictionary(p => p.Key, p => Clean(p.Value.ToString()), StringComparer.Ordinal);
        if (request.HasJsonContentType())
            await ReadJsonAsync(request, values, ct);
        if (!request.HasFormContentType)
            return new(method, values, null);
        var form = await request.ReadFormAsync(ct);
        foreach (var (name, value) in form)
            values[name] = Clean(value.ToString());
        return new(method, values, form.Files);
    }

    private static async Task ReadJsonAsync(HttpRequest request, Dictionary<string, string> values, CancellationToken ct)
    {
        using var body = await JsonDocument.ParseAsync(request.Body, cancellationToken: ct);
        if (body.RootElement.ValueKind is not JsonValueKind.Object)
            throw new JsonException("object expected");
        foreach (var property in body.RootElement.EnumerateObject())
            values[property.Name] = Clean(property.Value.ValueKind is JsonValueKind.String ? property.Value.GetString()! : property.Value.GetRawText());
    }

    /// <summary>PostgreSQL stores no NUL character; the platform drops it too.</summary>
    private static string Clean(string value) => value.Replace("\0", "", StringComparison.Ordinal);
}
