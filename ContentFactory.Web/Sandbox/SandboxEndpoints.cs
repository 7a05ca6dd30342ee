using System.Text.Json;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms.Sandbox;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace ContentFactory.Web.Sandbox;

/// <summary>The built-in stand-in for Telegram: the Bot API and the public page of a message, over HTTP as the platform speaks it.</summary>
public static class SandboxEndpoints
{
    private const string Prefix = "bot";
    private const long LargestBody = 60L * 1024 * 1024;
    private static readonly TimeSpan SlowAnswer = TimeSpan.FromSeconds(4);

    public static void MapSandbox(this IEndpointRouteBuilder routes)
    {
        var sandbox = routes.MapGroup("/sandbox/telegram").AllowAnonymous().DisableAntiforgery().WithMetadata(new RequestSizeLimitAttribute(LargestBody));
        // not "bot{token}": the router looks for the last "bot" of a segment, and one token in a thousand holds those letters
        sandbox.MapMethods("/{bot}/{method}", [HttpMethods.Get, HttpMethods.Post], AnswerAsync);
        sandbox.MapGet("/{handle}/{messageId:int}", (string handle, int messageId, HttpContext http) => ShowAsync(SandboxIdentity.Telegram, handle, messageId, _ => false, http));
        sandbox.MapGet("/s/{handle}", ListAsync);
    }

    private static async Task<IResult> AnswerAsync(
        string bot, string method, HttpContext http, TenantDirectory directory, Tenants tenants, IOptions<SandboxOptions> options, TimeProvider clock, IHostApplicationLifetime life)
    {
        if (!bot.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            return Results.NotFound();
        var token = bot[Prefix.Length..];
        if (!SandboxTokens.HasShape(token))
            return Unknown(options.Value, SandboxAnswer.NotFound);
        var hash = SandboxTokens.Hash(token);
        if (await directory.TenantOfSandboxTokenAsync(hash, http.RequestAborted) is not { } tenant)
            return Unknown(options.Value, SandboxAnswer.Unauthorized);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, life.ApplicationStopping);
        var (answer, fault) = await tenants.RunAsync(tenant, Actor.System(tenant, "sandbox"), services =>
            CallAsync(services.GetRequiredService<SandboxPosts>(), hash, method, http.Request, options.Value, clock, stop.Token));
        if (fault is not SandboxFault.TimeoutAfterAccepting || answer is not { Ok: true })
            return answer is null ? Results.NotFound() : Text(answer);
        await Task.Delay(Timeout.InfiniteTimeSpan, clock, stop.Token).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        http.Abort();
        return Results.Empty;
    }

    /// <summary>Null where the tenant may not use the sandbox.</summary>
    private static async Task<(SandboxAnswer?, SandboxFault)> CallAsync(
        SandboxPosts posts, byte[] hash, string method, HttpRequest request, SandboxOptions options, TimeProvider clock, CancellationToken ct)
    {
        if (await posts.SenderAsync(hash, ct) is not { Platform: SandboxIdentity.Telegram } bot || !options.AllowedFor(bot.IsDemo))
            return (null, SandboxFault.None);
        var fault = await posts.TakeFaultAsync(bot.Id, SandboxMethods.Sends(method), ct);
        if (SandboxAnswer.Of(fault) is { } broken)
            return (broken, fault);
        if (fault is SandboxFault.Slow)
            await Task.Delay(SlowAnswer, clock, ct);
        try
        {
            var call = await SandboxCall.ReadAsync(request, method, ct);
            return (await new SandboxMethods(posts, bot, call, clock).AnswerAsync(ct), fault);
        }
        catch (BadHttpRequestException e)
        {
            return (SandboxAnswer.Refused(e.StatusCode, e.StatusCode == 413 ? "Request Entity Too Large" : "Bad Request"), fault);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            return (SandboxAnswer.BadRequest("can't parse the request"), fault);
        }
    }

    /// <summary>The public page of one post.</summary>
    /// <param name="isHidden">Whether the network shows an entry to its owner only.</param>
    internal static async Task<IResult> ShowAsync(string platform, string handle, int messageId, Func<SandboxEntry, bool> isHidden, HttpContext http)
    {
        var (inside, ct) = (http.RequestServices, http.RequestAborted);
        var tenant = await inside.GetRequiredService<TenantDirectory>().TenantOfSandboxHandleAsync(handle, ct);
        var post = tenant is not { } found ? null : await inside.GetRequiredService<Tenants>().RunAsync(found, Actor.System(found, "sandbox"), services =>
            services.GetRequiredService<SandboxPosts>().PublicAsync(platform, handle, messageId, isHidden, ct));
        if (!inside.GetRequiredService<IOptions<SandboxOptions>>().Value.AllowedFor(post?.IsDemo == true))
            return Results.NotFound();
        return Results.Content(post is null ? SandboxPage.Missing : SandboxPage.Of(handle, messageId, post), "text/html; charset=utf-8");
    }

    /// <summary>Like the platform's own, a chat that is not public leads away from here.</summary>
    private static async Task<IResult> ListAsync(string handle, TenantDirectory directory, Tenants tenants, IOptions<SandboxOptions> options, CancellationToken ct)
    {
        if (await directory.TenantOfSandboxHandleAsync(handle, ct) is not { } tenant)
            return options.Value.Enabled == true ? Results.Redirect($"/sandbox/telegram/{Uri.EscapeDataString(handle)}/0") : Results.NotFound();
        var messages = await tenants.RunAsync(tenant, Actor.System(tenant, "sandbox"), services => services.GetRequiredService<SandboxPosts>().LatestAsync(SandboxIdentity.Telegram, handle, ct));
        if (!options.Value.AllowedFor(messages is [{ Post.IsDemo: true }, ..]))
            return Results.NotFound();
        return Results.Content(SandboxPage.Of(handle, messages), "text/html; charset=utf-8");
    }

    /// <summary>A token nobody has: where the sandbox is off, not even the platform's own refusal shows that it is there.</summary>
    private static IResult Unknown(SandboxOptions options, SandboxAnswer answer) => options.Enabled == true ? Text(answer) : Results.NotFound();

    private static IResult Text(SandboxAnswer answer) => Results.Text(answer.Body, answer.ContentType, statusCode: answer.Status);
}
