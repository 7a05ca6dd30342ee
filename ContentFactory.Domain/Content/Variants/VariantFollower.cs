using ContentFactory.Domain.Ai;
using ContentFactory.Domain.Ai.Offline;
using ContentFactory.Domain.Platforms;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Content.Variants;

/// <summary>Keeps the texts of networks with their original: what was adapted by rule is adapted anew; what a person or a model wrote is marked, for a rule would only make it worse.</summary>
internal static class VariantFollower
{
    /// <summary>What adapts without a model.</summary>
    public const string Adapter = "offline composer";

    public static async Task FollowAsync(AppDb rows, PlatformSet platforms, Post post, CancellationToken ct)
    {
        var variants = await rows.PostVariants.Where(v => v.PostId == post.Id && v.Text != null).ToListAsync(ct);
        var untouched = variants.Where(v => !v.Edited && v.MadeBy == Adapter).ToList();
        foreach (var own in variants.Except(untouched))
            own.OriginalChanged();
        foreach (var text in Adapt(post, PlatformShapes.Of(platforms, untouched.Select(v => v.Platform))))
            untouched.Find(v => v.Platform == text.Platform)!.Adapt(text.Text, text.Parts, text.FirstComment, Adapter);
    }

    public static IReadOnlyList<PlatformText> Adapt(Post post, IReadOnlyList<PlatformShape> shapes) =>
        OfflineAdapter.Adapt(new AdaptationRequest(post.Text, post.Hashtags, post.CallToAction, post.Link, shapes));
}
