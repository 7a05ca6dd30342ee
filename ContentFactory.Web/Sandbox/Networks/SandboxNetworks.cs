using System.Text.Json;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Media;
using ContentFactory.Domain.Platforms.Sandbox;
using ContentFactory.Web.Sandbox.Networks.Discord;
using ContentFactory.Web.Sandbox.Networks.Facebook;
using ContentFactory.Web.Sandbox.Networks.Instagram;
using ContentFactory.Web.Sandbox.Networks.LinkedIn;
using ContentFactory.Web.Sandbox.Networks.Threads;
using ContentFactory.Web.Sandbox.Networks.TikTok;
using ContentFactory.Web.Sandbox.Networks.X;
using ContentFactory.Web.Sandbox.Networks.YouTube;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace ContentFactory.Web.Sandbox.Networks;

/// <summary>The built-in stand-ins for the networks whose accounts have an access token.</summary>
public static class SandboxNetworks
{
    private const long LargestBody = 600L * 1024 * 1024;
    private static readonly TimeSpan SlowAnswer = TimeSpan.FromSeconds(4);

    private static readonly SandboxNetwork[] All =
    [
        new InstagramSandbox(), new FacebookSandbox(), new ThreadsSandbox(), new YouTubeSandbox(), new TikTokSandbox(), new XSandbox(), new LinkedInSandbox(), new DiscordSandbox(),
    ];

    public static void MapSandboxNetworks(this IEndpointRouteBuilder routes)
    {
        foreach (var network in All)
        {
            routes.MapGet($"/sandbox/{network.Platform}/posts/{{handle}}/{{messageId:int}}", SandboxEndpoints.ShowAsync).AllowAnonymous();
            routes.Map($"/sandbox/{network.Platform}/{{**path}}", (HttpContext http, string? path) => ServeAsync(network, http, path ?? ""))
                .AllowAnonymous().DisableAntiforgery().WithMetadata(new RequestSizeLimitAttribute(LargestBody));
        }
    }

    private static async Task<IResult> ServeAsync(SandboxNetwork network, HttpContext http, string path)
    {
        var services = http.RequestServices;
        var options = services.GetRequiredService<IOptions<SandboxOptions>>().Value;
        if (await ReadAsync(http.Request, path) is not { } request)
            return options.Enabled == true ? Result(http, network.Unreadable) : Results.NotFound();
        if (request is { Method: "GET", Segments: [var handle, _, ..] } && network.PageOf(request) is { } page)
            return await SandboxEndpoints.ShowAsync(handle, page, services.GetRequiredService<TenantDirectory>(), services.GetRequiredService<Tenants>(), services.GetRequiredService<IOptions<SandboxOptions>>(), http.RequestAborted);
        var hash = network.TokenHashOf(request);
        if (await services.GetRequiredService<TenantDirectory>().TenantOfSandboxTokenAsync(hash, http.RequestAborted) is not { } tenant)
            return options.Enabled == true ? Result(http, network.Unauthorized) : Results.NotFound();
        var (clock, life) = (services.GetRequiredService<TimeProvider>(), services.GetRequiredService<IHostApplicationLifetime>());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, life.ApplicationStopping);
        var (reply, fault) = await services.GetRequiredService<Tenants>().RunAsync(tenant, Actor.System(tenant, "sandbox"), inside =>
            AnswerAsync(network, inside.GetRequiredService<SandboxPosts>(), FilesOf(inside, options), hash, request, options, clock, stop.Token));
        if (fault is not SandboxFault.TimeoutAfterAccepting || reply is not { Ok: true })
            return reply is null ? Results.NotFound() : Result(http, reply);
        await Task.Delay(Timeout.InfiniteTimeSpan, clock, stop.Token).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        http.Abort();
        return Results.Empty;
    }

    private static async Task<SandboxRequest?> ReadAsync(HttpRequest request, string path)
    {
        try
        {
            return await SandboxRequest.ReadAsync(request, path, request.HttpContext.RequestAborted);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }

    /// <summary>Null where the tenant may not use the sandbox, or the account is of another network.</summary>
    private static async Task<(SandboxReply?, SandboxFault)> AnswerAsync(
        SandboxNetwork network, SandboxPosts posts, SandboxFetch files, byte[] hash, SandboxRequest request, SandboxOptions options, TimeProvider clock, CancellationToken ct)
    {
        if (await posts.SenderAsync(hash, ct) is not { } account || account.Platform != network.Platform || !options.AllowedFor(account.IsDemo))
            return (null, SandboxFault.None);
        var fault = await posts.TakeFaultAsync(account.Id, network.Publishes(request), ct);
        var broken = fault switch
        {
            SandboxFault.RateLimit => network.RateLimitedAt(clock.GetUtcNow()),
            SandboxFault.TokenExpired => network.Unauthorized,
            SandboxFault.ServerError => SandboxReply.BadGateway,
            SandboxFault.None or SandboxFault.TimeoutAfterAccepting or SandboxFault.Slow => null,
        };
        if (broken is not null)
            return (broken, fault);
        if (!account.IsAdministrator && network.Publishes(request) && network.Forbidden is { } forbidden)
            return (forbidden, fault);
        if (fault is SandboxFault.Slow)
            await Task.Delay(SlowAnswer, clock, ct);
        return (await network.AnswerAsync(new(posts, account, request, clock, options.BaseOf(network.Platform)) { Files = files }, ct), fault);
    }

    private static SandboxFetch FilesOf(IServiceProvider tenant, SandboxOptions options) =>
        new(options, tenant.GetRequiredService<MediaTokens>(), tenant.GetRequiredService<MediaFiles>(), tenant.GetRequiredService<MediaLibrary>());

    private static IResult Result(HttpContext http, SandboxReply reply)
    {
        foreach (var (name, value) in reply.Headers)
            http.Response.Headers[name] = value;
        return reply.Body.Length == 0 ? Results.StatusCode(reply.Status) : Results.Text(reply.Body, reply.ContentType, statusCode: reply.Status);
    }
}
