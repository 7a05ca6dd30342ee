using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ContentFactory.Tests.Channels.Tokens;

internal enum TokenFault { None, LostReply, RateLimit, Refuse }

/// <summary>A network over HTTP whose refresh tokens are good for one use, as most are.</summary>
internal sealed class TokenNetwork : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, Family> byRefresh = new();
    private readonly ConcurrentDictionary<string, Family> byAccess = new();
    private readonly Lock gate = new();

    private TokenNetwork(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.Single());

    public static async Task<TokenNetwork> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var network = new TokenNetwork(builder.Build());
        network.app.MapPost("/token", network.TokenAsync);
        network.app.MapPost("/posts", network.PostAsync);
        network.app.MapGet("/me", (HttpContext context) => network.FamilyOf(context) is null ? Results.StatusCode(401) : Results.Ok());
        await network.app.StartAsync();
        return network;
    }

    /// <summary>What one account was given and did.</summary>
    public Family Open(string account)
    {
        var family = new Family(account);
        byRefresh[family.Refresh] = byAccess[family.Access] = family;
        return family;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task TokenAsync(HttpContext context)
    {
        var sent = (await JsonNode.ParseAsync(context.Request.Body))!["refresh_token"]!.ToString();
        if (!byRefresh.TryGetValue(sent, out var family))
        {
            await RefuseAsync(context);
            return;
        }
        Interlocked.Increment(ref family.Refreshes);
        family.Began.TrySetResult();
        await family.BeforeAnswer();
        if (family.Fault is TokenFault.RateLimit)
        {
            context.Response.StatusCode = 429;
            return;
        }
        if (family.Fault is TokenFault.Refuse || !Renew(family, sent))
        {
            await RefuseAsync(context);
            return;
        }
        if (family.Fault is TokenFault.LostReply)
        {
            context.Abort();
            return;
        }
        await context.Response.WriteAsJsonAsync(new { access_token = family.Access, refresh_token = family.Rotates ? family.Refresh : "", expires_in = 3600 });
    }

    private bool Renew(Family family, string sent)
    {
        lock (gate)
        {
            if (family.Refresh != sent)
                return false;
            if (family.KeepsOldAccess is false)
                byAccess.TryRemove(family.Access, out _);
            family.Renew();
            byRefresh[family.Refresh] = byAccess[family.Access] = family;
            return true;
        }
    }

    private async Task PostAsync(HttpContext context)
    {
        if (FamilyOf(context) is not { } family)
        {
            context.Response.StatusCode = 401;
            return;
        }
        await family.BeforePost();
        using var reader = new StreamReader(context.Request.Body);
        family.Posts.Enqueue((Bearer(context), await reader.ReadToEndAsync()));
    }

    private Family? FamilyOf(HttpContext context) => byAccess.GetValueOrDefault(Bearer(context));

    private static string Bearer(HttpContext context) => context.Request.Headers.Authorization.ToString()["Bearer ".Length..];

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = 400;
        return context.Response.WriteAsJsonAsync(new { error = "invalid_grant" });
    }
}

/// <summary>The tokens of one account, the newest of both kinds.</summary>
internal sealed class Family(string account)
{
    private int number;

    public int Refreshes;

    public string Access => $"access-{account}-{number}";
    public string Refresh => $"refresh-{account}-{(Rotates ? number : 0)}";
    public bool Rotates { get; set; } = true;

    /// <summary>Whether an access token lives on after the next was given.</summary>
    public bool KeepsOldAccess { get; set; } = true;

    public TokenFault Fault { get; set; }
    public Func<Task> BeforeAnswer { get; set; } = () => Task.CompletedTask;
    public Func<Task> BeforePost { get; set; } = () => Task.CompletedTask;
    public TaskCompletionSource Began { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    public ConcurrentQueue<(string Token, string Text)> Posts { get; } = new();

    public void Renew() => number++;
}
