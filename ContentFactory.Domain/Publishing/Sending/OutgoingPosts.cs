using System.Security.Cryptography;
using System.Text;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Platforms;

namespace ContentFactory.Domain.Publishing;

/// <summary>Opens a file of the media store by its key.</summary>
public delegate Stream OpenMedia(string storeKey);

/// <summary>A file of a post as the queue and the schedule read it.</summary>
internal sealed record AttachedMedia(MediaKind Kind, string FileName, string ContentType, long Size, int? Width, int? Height, string? AltText, string StoreKey);

/// <summary>Makes what a connector gets out of what the rows hold.</summary>
internal static class OutgoingPosts
{
    public static OutgoingPost Of(string text, string[] hashtags, string? link, IEnumerable<AttachedMedia> media, OpenMedia open) =>
        new(Post.Compose(text, hashtags), [.. media.Select(m => Of(m, open))], link);

    /// <summary>Text and files in one number, to recognise the post among the account's recent ones.</summary>
    public static string Fingerprint(string text, string[] hashtags, IEnumerable<AttachedMedia> media)
    {
        var whole = string.Join('\n', [Post.Compose(text, hashtags), .. media.Select(m => m.StoreKey)]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(whole)));
    }

    private static OutgoingMedia Of(AttachedMedia media, OpenMedia open) =>
        new(media.Kind, media.FileName, media.ContentType, media.Size, media.Width, media.Height, media.AltText, _ => Task.FromResult(open(media.StoreKey)));
}
