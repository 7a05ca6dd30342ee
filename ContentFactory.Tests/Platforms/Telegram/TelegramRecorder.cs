using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace ContentFactory.Tests.Platforms.Telegram;

internal sealed record RecordedFile(string FileName, string ContentType, byte[] Bytes);

internal sealed record RecordedCall(
    string Token, string Method, JsonObject? Json, IReadOnlyDictionary<string, string> Form, IReadOnlyDictionary<string, RecordedFile> Files)
{
    public string? Text(string field) => Json?[field]?.ToString() ?? Form.GetValueOrDefault(field);
}

/// <summary>A server that speaks the Bot API's protocol: records and checks each request, then plays the reply scripted for its method.</summary>
internal sealed class TelegramRecorder : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, Func<HttpContext, Task>> replies = new();
    private readonly ConcurrentQueue<RecordedCall> calls = new();
    private readonly ConcurrentQueue<string> pages = new();
    private readonly ConcurrentQueue<string> violations = new();

    private TelegramRecorder(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.Single());
    public IReadOnlyList<RecordedCall> Calls => [.. calls];
    public IReadOnlyList<string> Pages => [.. pages];
    public IReadOnlyList<string> Violations => [.. violations];

    public static async Task<TelegramRecorder> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(k => k.Limits.MaxRequestBodySize = null);
        var recorder = new TelegramRecorder(builder.Build());
        recorder.app.MapPost("/{bot}/{method}", recorder.CallAsync);
        recorder.app.MapGet("/{name}/{id}", recorder.PageAsync);
        await recorder.app.StartAsync();
        return recorder;
    }

    public void On(string method, Func<HttpContext, Task> reply) => replies[method] = reply;

    public void OnPage(Func<HttpContext, Task> reply) => replies[""] = reply;

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task CallAsync(HttpContext context, string bot, string method)
    {
        var call = await ReadAsync(context, bot["bot".Length..], method);
        calls.Enqueue(call);
        foreach (var violation in BotApiDescription.Current.Violations(call))
            violations.Enqueue(violation);
        if (!context.Request.HasFormContentType && !context.Request.HasJsonContentType())
            violations.Enqueue($"{method}: fields come as JSON or as a form, not as '{context.Request.ContentType}'");
        await replies.GetValueOrDefault(method, Replies.Refused(404, "Not Found"))(context);
    }

    private async Task PageAsync(HttpContext context)
    {
        pages.Enqueue(context.Request.Path + context.Request.QueryString);
        await replies[""](context);
    }

    private static async Task<RecordedCall> ReadAsync(HttpContext context, string token, string method)
    {
        if (!context.Request.HasFormContentType)
        {
            var json = await JsonNode.ParseAsync(context.Request.Body);
            return new(token, method, json!.AsObject(), new Dictionary<string, string>(), new Dictionary<string, RecordedFile>());
        }
        context.Features.Set<IFormFeature>(new FormFeature(context.Request, new FormOptions { MultipartBodyLengthLimit = long.MaxValue }));
        var form = await context.Request.ReadFormAsync();
        var files = new Dictionary<string, RecordedFile>();
        foreach (var file in form.Files)
        {
            var bytes = new MemoryStream();
            await file.CopyToAsync(bytes);
            files.Add(file.Name, new(file.FileName, file.ContentType, bytes.ToArray()));
        }
        return new(token, method, null, form.ToDictionary(f => f.Key, f => f.Value.ToString()), files);
    }
}

internal static class Replies
{
    public static Func<HttpContext, Task> Ok(string result) => Raw(200, $$"""{"ok":true,"result":{{result}}}""");

    public static Func<HttpContext, Task> Refused(int code, string description, string? parameters = null) =>
        Raw(code, new JsonObject
        {
            ["ok"] = false,
            ["error_code"] = code,
            ["description"] = description,
            ["parameters"] = parameters is null ? null : JsonNode.Parse(parameters),
        }.ToJsonString());

    public static Func<HttpContext, Task> Raw(int status, string body, string type = "application/json") => context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        return context.Response.WriteAsync(body, Encoding.UTF8);
    };

    /// <summary>Accepts the request and says nothing until the caller hangs up.</summary>
    public static Func<HttpContext, Task> Never(TaskCompletionSource? accepted = null) => context =>
    {
        accepted?.TrySetResult();
        var gone = new TaskCompletionSource();
        context.RequestAborted.Register(() => gone.TrySetResult());
        return gone.Task;
    };

    public static Task Reset(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }
}
