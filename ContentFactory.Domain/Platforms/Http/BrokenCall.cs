namespace ContentFactory.Domain.Platforms.Http;

/// <summary>What an exception says about a request: whether it can have had an effect, and a word for the log.</summary>
internal static class BrokenCall
{
    public static bool ProvesUnsent(Exception error) => error is HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
    };

    public static string Code(Exception error) => error switch
    {
        HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } request => request.HttpRequestError.ToString(),
        OperationCanceledException => "Timeout",
        _ => "ConnectionLost",
    };
}
