using ContentFactory.Domain.Content;

namespace ContentFactory.Web.Content.Cropping;

/// <summary>The shapes in which networks show a picture, the usual one first. Advice and no rule: what a network refuses, its connector says.</summary>
internal static class CropShapes
{
    private const string Upright = "9:16";

    /// <returns>Names of <see cref="ContentFactory.Domain.Media.Cropping.CropRatio"/>; empty where the network shows any shape whole.</returns>
    public static IReadOnlyList<string> Of(string platform, PostType type) => (platform, type) switch
    {
        ("instagram" or "facebook" or "telegram" or "tiktok", PostType.Story) or ("instagram" or "facebook" or "tiktok" or "youtube", PostType.ShortVideo) => [Upright],
        ("instagram", _) => ["4:5", "1:1", "1.91:1"],
        ("facebook", _) => ["4:5", "1:1", "1.91:1"],
        ("linkedin", _) => ["1.91:1", "1:1"],
        ("threads", _) => ["4:5", "1:1"],
        ("x", _) => ["16:9", "1:1"],
        ("youtube", _) => ["16:9"],
        ("tiktok", _) => [Upright],
        _ => [],
    };
}
