using ContentFactory.Domain.Ai;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.Discord;
using ContentFactory.Domain.Platforms.Facebook;
using ContentFactory.Domain.Platforms.Instagram;
using ContentFactory.Domain.Platforms.LinkedIn;
using ContentFactory.Domain.Platforms.Telegram;
using ContentFactory.Domain.Platforms.Threads;
using ContentFactory.Domain.Platforms.TikTok;
using ContentFactory.Domain.Platforms.X;
using ContentFactory.Domain.Platforms.YouTube;

namespace ContentFactory.Tests.Ai.Evaluation;

/// <summary>The nine networks with their own limits and their own way to count.</summary>
internal static class NetworkShapes
{
    public static readonly IReadOnlyList<PlatformShape> All =
    [
        Of("telegram", TelegramRules.Limits), Of("instagram", InstagramRules.Limits), Of("facebook", FacebookRules.Limits), Of("threads", ThreadsRules.Limits, ThreadsText.LengthOf),
        Of("youtube", YouTubeRules.Limits, YouTubeRules.LengthOf), Of("tiktok", TikTokRules.Limits), Of("x", XRules.Limits, XText.LengthOf), Of("linkedin", LinkedInRules.Limits),
        Of("discord", DiscordRules.Limits, DiscordText.LengthOf),
    ];

    private static PlatformShape Of(string key, PlatformLimits limits, Func<string, int>? lengthOf = null) => new(key, limits.TextLength, limits.MostParts, lengthOf ?? (text => text.Length));
}
