using System.Net;
using ContentFactory.Domain.Outgoing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ContentFactory.Domain.Platforms.Http;

/// <summary>Sends requests to a network. One call is one request: nothing is repeated, redirected, logged or traced, and each has its deadline.</summary>
/// <param name="name">The network's section under <c>Platforms</c>, which is the name of its HTTP client too.</param>
internal sealed class PlatformHttp(string name, IHttpClientFactory http, ProxyClients proxies, IOptionsMonitor<PlatformOptions> options, TimeProvider clock)
{
    public PlatformOptions Options => options.Get(name);

    /// <summary>The host of a call, without a slash at its end: the account's (sandbox), else the configured one, else the network's own.</summary>
    public string Host(Uri? apiBase, string real) => (apiBase ?? Options.BaseUrl)?.AbsoluteUri.TrimEnd('/') ?? real;

    public static string Address(string path, IEnumerable<(string Name, string Value)> query) =>
        QueryHelpers.AddQueryString(path, query.Select(q => KeyValuePair.Create(q.Name, (string?)q.Value)));

    /// <summary>Throws only when <paramref name="ct"/> is cancelled. The request is disposed of.</summary>
    /// <param name="proxy">The account's; null where it has none, or where the call is no account's.</param>
    /// <param name="upload">It carries a part of a file and gets the longer deadline.</param>
    public async Task<PlatformReply> SendAsync(HttpRequestMessage request, PlatformProxy? proxy, CancellationToken ct, bool upload = false)
    {
        using var timeout = new CancellationTokenSource(upload ? Options.UploadTimeout : Options.CallTimeout, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        var body = request.Content is null ? null : new TrackedContent(request.Content);
        request.Content = body;
        try
        {
            using var client = proxy is null ? http.CreateClient(name) : null;
            using var response = await (client?.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop.Token) ?? proxies.SendAsync(proxy!, request, stop.Token));
            if (proxy is not null && ProxyFaults.Refusal(response, proxy, ProxyClients.IsPlain(proxy, request)) is { } refusal)
                return refusal;
            return PlatformReply.Read(response, await ReplyBody.ReadAsync(response, stop.Token), ReplyBody.RetryAfter(response, clock));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            throw new OperationCanceledException(ct);
        }
        catch (Exception error) when (error is OperationCanceledException or HttpRequestException or IOException)
        {
            // of a request without a body nothing tells whether it left
            var started = body?.Started ?? true;
            // cancelled, and not by us: the time to connect was over
            return proxy is null ? PlatformReply.Broken(error, started) : ProxyFaults.Broken(error, proxy, started, unsent: error is OperationCanceledException && !stop.IsCancellationRequested);
        }
        finally
        {
            request.Dispose();
        }
    }
}

internal static class PlatformHttpSetup
{
    /// <summary>The HTTP client of a network, without anything that would log, trace, follow or keep.</summary>
    public static IServiceCollection AddPlatformHttp(this IServiceCollection services, string name)
    {
        services.AddAddressRules();
        services.TryAddSingleton<ProxyClients>();
        services.AddHttpClient(name, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers()
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                ActivityHeadersPropagator = null,
                AllowAutoRedirect = false,
                AutomaticDecompression = DecompressionMethods.None,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                UseCookies = false,
                UseProxy = false,
            });
        return services;
    }

    /// <summary>Options and client of a network under <c>Platforms:{name}</c>. Bad settings stop the start and name their key.</summary>
    public static IServiceCollection AddPlatform(this IServiceCollection services, IConfiguration configuration, string name)
    {
        var section = $"Platforms:{name}";
        services.AddOptions<PlatformOptions>(name).Bind(configuration.GetSection(section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PlatformOptions>>(new OptionsCheck(name, section));
        services.AddPlatformHttp(name);
        services.AddKeyedSingleton(name, (provider, _) => ActivatorUtilities.CreateInstance<PlatformHttp>(provider, name));
        return services;
    }

    private sealed class OptionsCheck(string name, string section) : IValidateOptions<PlatformOptions>
    {
        public ValidateOptionsResult Validate(string? of, PlatformOptions options)
        {
            var faults = of == name ? options.Faults(section).ToList() : [];
            return of != name ? ValidateOptionsResult.Skip : faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
        }
    }
}
