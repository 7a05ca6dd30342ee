using ContentFactory.Domain.Platforms;

namespace ContentFactory.Domain.Media.Makers;

/// <summary>What a maker sent, as its bytes say.</summary>
internal static class MadeType
{
    public const long LongestVoice = 50 * 1024 * 1024;

    /// <summary>Null where it is no picture, or one without a size.</summary>
    public static string? Image(byte[] bytes) =>
        MediaType.Of(bytes) is { Kind: MediaKind.Image } type && MediaSize.Of(type, new MemoryStream(bytes)) is not null ? type.Extension : null;

    /// <summary>Null where it is no video that can be shown.</summary>
    public static string? Video(string path)
    {
        using var file = File.OpenRead(path);
        var head = new byte[MediaType.HeadLength];
        var read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return MediaType.Of(head.AsSpan(0, read)) is { Kind: MediaKind.Video } type && MediaSize.Of(type, file) is not null ? type.Extension : null;
    }

    public static bool IsMp3(byte[] bytes) => MediaType.Of(bytes) is { Kind: MediaKind.Audio };
}
