using ContentFactory.Domain.Ai.Offline.Networks;

namespace ContentFactory.Domain.Ai.Offline;

/// <param name="Hashtags">With or without the sign.</param>
public sealed record AdaptationRequest(string Text, IReadOnlyList<string> Hashtags, string? CallToAction, string? Link, IReadOnlyList<PlatformShape> Platforms);

/// <summary>Lays a finished text out for networks: nothing is added, what does not fit is left out in whole sentences.</summary>
public static class OfflineAdapter
{
    public static IReadOnlyList<PlatformText> Adapt(AdaptationRequest request)
    {
        var tags = request.Hashtags.Select(h => h.StartsWith('#') ? h : "#" + h).ToList();
        var link = string.IsNullOrWhiteSpace(request.Link) || request.Text.Contains(request.Link, StringComparison.Ordinal) ? null : request.Link;
        var sheet = Sheet.Of(request.Text, tags, request.CallToAction, link);
        return [.. request.Platforms.Select(p => p.Plain(Adaptation.Of(sheet, p)))];
    }
}
