using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ContentFactory.Tests.Platforms.Contract;

/// <summary>What a network answers to one request.</summary>
internal sealed record Answer(int Status, string Body = "", string ContentType = "application/json; charset=UTF-8")
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Of an answer that is a file.</summary>
    public byte[]? Bytes { get; init; }

    public JsonNode? Json => Body.Length == 0 || !ContentType.StartsWith("application/json", StringComparison.Ordinal) ? null : JsonNode.Parse(Body);

    public static Answer Ok(JsonNode json) => new(200, json.ToJsonString());

    public Answer With(string header, string value) => this with { Headers = new Dictionary<string, string>(Headers) { [header] = value } };

    public Task WriteAsync(HttpContext context)
    {
        Begin(context);
        return Bytes is null ? context.Response.WriteAsync(Body, Encoding.UTF8) : context.Response.Body.WriteAsync(Bytes).AsTask();
    }

    /// <summary>The same, a byte at a time.</summary>
    public async Task TrickleAsync(HttpContext context)
    {
        Begin(context);
        foreach (var one in Encoding.UTF8.GetBytes(Body))
        {
            await context.Response.Body.WriteAsync(new[] { one });
            await context.Response.Body.FlushAsync();
        }
    }

    private void Begin(HttpContext context)
    {
        context.Response.StatusCode = Status;
        if (Body.Length > 0 || Bytes is not null)
            context.Response.ContentType = ContentType;
        foreach (var (name, value) in Headers)
            context.Response.Headers[name] = value;
    }
}
