using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Media;
using ContentFactory.Domain.Media.Stores;
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
    private static readonly TimeSpan SlowAnswer = TimeSpan.FromSeconds(4);

    private static readonly SandboxNetwork[] All =
    [
        new InstagramSandbox(), new FacebookSandbox(), new ThreadsSandbox(), new YouTubeSandbox(), new TikTokSandbox(), new XSandbox(), new LinkedInSandbox(), new DiscordSandbox(),
    ];

    public static void MapSandboxNetworks(this IEndpointRouteBuilder routes)
    {
        foreach (var network in All)
        {
            routes.MapGet($"/sandbox/{network.Platform}/posts/{{handle}}/{{messageId:int}}", (string handle, int messageId, HttpContext http) => ShowAsync(network, handle, messageId, http)).AllowAnonymous();
            routes.Map($"/sandbox/{network.Platform}/{{**path}}", (HttpContext http, string? path) => ServeAsync(network, http, path ?? ""))
                .AllowAnonymous().DisableAntiforgery().WithMetadata(new RequestSizeLimitAttribute(SandboxBody.Unknown));
        }
    }

    private static async Task<IResult> ServeAsync(SandboxNetwork network, HttpContext http, string path)
    {
        var services = http.RequestServices;
        var options = services.GetRequiredService<IOptions<SandboxOptions>>().Value;
        var head = SandboxRequest.HeadOf(http.Request, path);
        if (head is { Method: "GET", Segments: [var handle, _, ..] } && network.PageOf(head) is { } page)
            return await ShowAsync(network, handle, page, http);
        if (await OwnerAsync(network, head, http) is not var (tenant, hash))
            return options.Enabled == true ? Result(http, network.Unauthorized) : Results.NotFound();
        var (clock, life) = (services.GetRequiredService<TimeProvider>(), services.GetRequiredService<IHostApplicationLifetime>());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, life.ApplicationStopping);
        var (reply, fault) = await services.GetRequiredService<Tenants>().RunAsync(tenant, Actor.System(tenant, "sandbox"), inside =>
            ReadAndAnswerAsync(network, inside.GetRequiredService<SandboxPosts>(), FilesOf(inside, options), hash, head, http.Request, options, clock, stop.Token));
        if (fault is not SandboxFault.TimeoutAfterAccepting || reply is not { Ok: true })
            return reply is null ? Results.NotFound() : Result(http, reply);
        await Task.Delay(Timeout.InfiniteTimeSpan, clock, stop.Token).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        http.Abort();
        return Results.Empty;
    }

    private static Task<IResult> ShowAsync(SandboxNetwork network, string handle, int number, HttpContext http)
    {
        var clock = http.RequestServices.GetRequiredService<TimeProvider>();
        return SandboxEndpoints.ShowAsync(network.Platform, handle, number, entry => network.IsHidden(entry, clock.GetUtcNow()), http);
    }

    /// <summary>Whose call it is, by what stands before the body or else by a small form; null where it is nobody's. No other body is read for that.</summary>
    private static async Task<(Guid Tenant, byte[] TokenHash)?> OwnerAsync(SandboxNetwork network, SandboxRequest head, HttpContext http)
    {
        var directory = http.RequestServices.GetRequiredService<TenantDirectory>();
        var hash = network.TokenHashOf(head);
        if (await directory.TenantOfSandboxTokenAsync(hash, http.RequestAborted) is { } known)
            return (known, hash);
        if (network.TokenOf(head) is not null || await SandboxBody.SmallFormAsync(head, http.Request, http.RequestAborted) is not { } call)
            return null;
        hash = network.TokenHashOf(call);
        return await directory.TenantOfSandboxTokenAsync(hash, http.RequestAborted) is { } told ? (told, hash) : null;
    }

    /// <summary>Null where the tenant may not use the sandbox, or the account is of another network. Of those the body stays unread.</summary>
    private static async Task<(SandboxReply?, SandboxFault)> ReadAndAnswerAsync(
        SandboxNetwork network, SandboxPosts posts, SandboxFetch files, byte[] hash, SandboxRequest head, HttpRequest http, SandboxOptions options, TimeProvider clock, CancellationToken ct)
    {
        if (await posts.SenderAsync(hash, ct) is not { } account || account.Platform != network.Platform || !options.AllowedFor(account.IsDemo))
            return (null, SandboxFault.None);
        try
        {
            SandboxBody.Allow(http);
            return await SandboxBody.ReadAsync(head, http, ct) is { } request
                ? await AnswerAsync(network, new(posts, account, request, clock, options.BaseOf(network.Platform)) { Files = files }, ct)
                : (network.Unreadable, SandboxFault.None);
        }
        catch (BadHttpRequestException e)
        {
            return (e.StatusCode == StatusCodes.Status413PayloadTooLarge ? network.TooLarge : network.Unreadable, SandboxFault.None);
        }
    }

    private static async Task<(SandboxReply?, SandboxFault)> AnswerAsync(SandboxNetwork network, SandboxVisit visit, CancellationToken ct)
    {
        var (account, publishes) = (visit.Account, network.Publishes(visit.Request));
        var fault = await visit.Posts.TakeFaultAsync(account.Id, publishes, ct);
        var broken = fault switch
        {
            SandboxFault.RateLimit => network.RateLimitedAt(visit.Now),
            SandboxFault.TokenExpired => network.Unauthorized,
            SandboxFault.ServerError => SandboxReply.BadGateway,
            SandboxFault.None or SandboxFault.TimeoutAfterAccepting or SandboxFault.Slow => null,
        };
        if (broken is not null)
            return (broken, fault);
        if (!account.IsAdministrator && publishes && network.Forbidden is { } forbidden)
            return (forbidden, fault);
        if (fault is SandboxFault.Slow)
            await Task.Delay(SlowAnswer, visit.Clock, ct);
        return (await network.AnswerAsync(visit, ct), fault);
    }

    private static SandboxFetch FilesOf(IServiceProvider tenant, SandboxOptions options) =>
        new(options, tenant.GetRequiredService<MediaTokens>(), tenant.GetRequiredService<StoredFiles>(), tenant.GetRequiredService<MediaLibrary>());

    private static IResult Result(HttpContext http, SandboxReply reply)
    {
        foreach (var (name, value) in reply.Headers)
            http.Response.Headers[name] = value;
        return reply.Body.Length == 0 ? Results.StatusCode(reply.Status) : Results.Text(reply.Body, reply.ContentType, statusCode: reply.Status);
    }
}
