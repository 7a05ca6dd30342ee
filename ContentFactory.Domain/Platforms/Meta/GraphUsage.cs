using System.Text;
using System.Text.Json;
using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.Meta;

/// <summary>How long Meta keeps a limited account waiting, as the header of its business use cases tells in minutes.</summary>
internal static class GraphUsage
{
    private const string Header = "X-Business-Use-Case-Usage";
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>Null where the reply does not say.</summary>
    public static TimeSpan? Regain(PlatformReply reply)
    {
        if (reply.Header(Header) is not { } text || JsonReads.Parse(Encoding.UTF8.GetBytes(text)) is not { ValueKind: JsonValueKind.Object } usage)
            return null;
        var minutes = usage.EnumerateObject()
            .SelectMany(business => business.Value.Items())
            .Select(use => use.Whole("estimated_time_to_regain_access") ?? 0)
            .DefaultIfEmpty().Max();
        return minutes > 0 ? TimeSpan.FromMinutes(Math.Min(minutes, (long)Longest.TotalMinutes)) : null;
    }
}
