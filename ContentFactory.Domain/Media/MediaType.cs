using System.Text;
using ContentFactory.Domain.Platforms;

namespace ContentFactory.Domain.Media;

/// <summary>What a file is, as its first bytes say. Names and the browser's word do not count.</summary>
internal sealed record MediaType(MediaKind Kind, string ContentType, string Extension)
{
    public const int HeadLength = 32;

    public static MediaType? Of(ReadOnlySpan<byte> head) => head switch
    {
        [0xFF, 0xD8, 0xFF, ..] => new(MediaKind.Image, "image/jpeg", ".jpg"),
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => new(MediaKind.Image, "image/png", ".png"),
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => new(MediaKind.Animation, "image/gif", ".gif"),
        // the flags of its first chunk say that it moves
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', (byte)'V', (byte)'P', (byte)'8', (byte)'X', _, _, _, _, var flags, ..] when (flags & 2) != 0 => new(MediaKind.Animation, "image/webp", ".webp"),
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => new(MediaKind.Image, "image/webp", ".webp"),
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] => new(MediaKind.Document, "application/pdf", ".pdf"),
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', (byte)'q', (byte)'t', ..] => new(MediaKind.Video, "video/quicktime", ".mov"),
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', var a, var b, var c, ..] when IsVideoBrand(a, b, c) => new(MediaKind.Video, "video/mp4", ".mp4"),
        _ when IsMp3(head) => new(MediaKind.Audio, "audio/mpeg", ".mp3"),
        _ => null,
    };

    public long Limit(MediaOptions options) => Kind switch
    {
        MediaKind.Image => options.MaxImageBytes,
        MediaKind.Animation => options.MaxImageBytes,
        MediaKind.Video or MediaKind.Audio => options.MaxVideoBytes,
        MediaKind.Document => options.MaxDocumentBytes,
    };

    /// <summary>A picture of the family of HEIC and AVIF, which cameras make and no network takes, often under the name of a JPG.</summary>
    public static bool IsHeif(ReadOnlySpan<byte> head) =>
        head.Length >= 12 && head[4..8].SequenceEqual("ftyp"u8) && Encoding.Latin1.GetString(head[8..12]) is "heic" or "heix" or "heim" or "heis" or "hevc" or "hevx" or "mif1" or "mif2" or "msf1" or "avif" or "avis";

    // a tag, or the beginning of a frame of the third layer
    private static bool IsMp3(ReadOnlySpan<byte> head) => head is [(byte)'I', (byte)'D', (byte)'3', ..] or [0xFF, 0xFB or 0xFA or 0xF3 or 0xF2 or 0xE3 or 0xE2, ..];

    // ftyp is also the start of HEIC and AVIF pictures
    private static bool IsVideoBrand(byte a, byte b, byte c) => $"{(char)a}{(char)b}{(char)c}" is "iso" or "mp4" or "avc" or "M4V" or "das" or "MSN" or "3gp";
}
