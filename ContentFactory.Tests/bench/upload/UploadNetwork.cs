using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using ContentFactory.Tests.Publishing.Chaos;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ContentFactory.Tests.Bench;

/// <param name="Received">Bytes of all parts together, those that were sent twice counted twice.</param>
/// <param name="Kept">Bytes in the file: whole 256 KB, as YouTube keeps them of a part that broke off.</param>
/// <param name="Resumed">Where the first part after the break began; 0 where there was none.</param>
internal sealed record UploadSeen(long Received, long Kept, long Resumed, int Sessions, string Hash);

/// <summary>The resumable upload as YouTube describes it, with its file on the disk. It stops reading once, half way.</summary>
internal sealed class UploadNetwork(string folder, long size)
{
    private const long Unit = 256 * 1024;

    private readonly TaskCompletionSource half = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string file = Path.Combine(folder, "received.mp4");
    private readonly byte[] part = new byte[64 * 1024];
    private long received;
    private long kept;
    private long resumed;
    private int sessions;
    private bool goesOn;

    public static async Task<int> RunAsync(string folder, long size)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(k => k.Limits.MaxRequestBodySize = null);
        await using var app = builder.Build();
        var network = new UploadNetwork(folder, size);
        app.MapPost("/upload/youtube/v3/videos", network.Begin);
        app.MapPut("/upload/youtube/v3/videos", network.ReceiveAsync);
        app.MapGet("/youtube/v3/videos", (string id) => Results.Json(new { items = new[] { new { id, status = new { uploadStatus = "processed" } } } }));
        app.MapGet("/half", () => network.half.Task);
        app.MapPost("/resume", () => { network.goesOn = true; });
        app.MapGet("/seen", () => new UploadSeen(network.received, network.kept, network.resumed, network.sessions, network.Hash()));
        await app.StartAsync();
        Console.WriteLine(ChildProcess.Ready + app.Urls.Single());
        await app.WaitForShutdownAsync();
        return 0;
    }

    private void Begin(HttpContext context)
    {
        sessions++;
        context.Response.Headers.Location = $"{context.Request.Scheme}://{context.Request.Host}/upload/youtube/v3/videos?uploadType=resumable&upload_id={sessions}";
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        var range = ContentRangeHeaderValue.Parse(context.Request.Headers.ContentRange.ToString());
        if (range.HasRange)
        {
            if (range.From != kept)
            {
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                return;
            }
            resumed = goesOn && resumed == 0 ? kept : resumed;
            await KeepAsync(context);
        }
        await AnswerAsync(context);
    }

    private async Task KeepAsync(HttpContext context)
    {
        await using var stream = new FileStream(file, FileMode.OpenOrCreate, FileAccess.Write);
        stream.Position = kept;
        try
        {
            while (await context.Request.Body.ReadAsync(part, context.RequestAborted) is var count and > 0)
            {
                await stream.WriteAsync(part.AsMemory(0, count));
                received += count;
                if (stream.Position < size / 2 || goesOn)
                    continue;
                half.TrySetResult();
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            }
        }
        finally
        {
            kept = stream.Position == size ? size : stream.Position / Unit * Unit;
        }
    }

    private Task AnswerAsync(HttpContext context)
    {
        if (kept == size)
            return context.Response.WriteAsJsonAsync(new { id = "bench" });
        context.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
        if (kept > 0)
            context.Response.Headers.Range = string.Create(CultureInfo.InvariantCulture, $"bytes=0-{kept - 1}");
        return Task.CompletedTask;
    }

    private string Hash()
    {
        if (!File.Exists(file))
            return "";
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
