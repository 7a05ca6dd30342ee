using System.Buffers.Binary;

namespace ContentFactory.Web.Sandbox.Networks;

/// <summary>What an MP4 or QuickTime file says of itself (ISO/IEC 14496-12: boxes tkhd and mvhd). Nothing is decoded, and nothing kept.</summary>
/// <param name="Width">As it is shown, after turning; null where the file did not say.</param>
internal sealed record VideoHeader(int? Width = null, int? Height = null, double? Seconds = null)
{
    /// <summary>The longest box that is read, with its name.</summary>
    private const int Box = 100;

    public VideoHeader Or(VideoHeader other) => new(Width ?? other.Width, Height ?? other.Height, Seconds ?? other.Seconds);

    /// <summary>Reads to the end and says how many bytes that were.</summary>
    public static async Task<(long Length, VideoHeader Found)> ReadAsync(Stream body, CancellationToken ct)
    {
        var (buffer, kept, length, found) = (new byte[64 * 1024], 0, 0L, new VideoHeader());
        for (int read; (read = await body.ReadAsync(buffer.AsMemory(kept), ct)) > 0;)
        {
            length += read;
            var filled = kept + read;
            found = found.Or(In(buffer.AsSpan(0, filled)));
            // a box may reach into the next piece
            kept = Math.Min(filled, Box);
            buffer.AsSpan(filled - kept, kept).CopyTo(buffer);
        }
        return (length, found);
    }

    private static VideoHeader In(ReadOnlySpan<byte> bytes) => Sides(bytes) is var (width, height) ? new(width, height, SecondsIn(bytes)) : new(Seconds: SecondsIn(bytes));

    /// <summary>Of the first track that has any: sound has none.</summary>
    private static (int Width, int Height)? Sides(ReadOnlySpan<byte> bytes)
    {
        for (int at; (at = bytes.IndexOf("tkhd"u8)) >= 0 && bytes.Length - at >= Box; bytes = bytes[(at + 4)..])
        {
            var box = bytes[(at + 4)..];
            var matrix = box[(box[0] == 1 ? 52 : 40)..];
            var (width, height) = (BinaryPrimitives.ReadUInt16BigEndian(matrix[36..]), BinaryPrimitives.ReadUInt16BigEndian(matrix[40..]));
            var isTurned = BinaryPrimitives.ReadInt32BigEndian(matrix) == 0;
            if (width > 0 && height > 0)
                return isTurned ? (height, width) : (width, height);
        }
        return null;
    }

    private static double? SecondsIn(ReadOnlySpan<byte> bytes)
    {
        var at = bytes.IndexOf("mvhd"u8);
        if (at < 0 || bytes.Length - at < 36)
            return null;
        var box = bytes[(at + 4)..];
        var (scale, duration) = box[0] == 1
            ? (BinaryPrimitives.ReadUInt32BigEndian(box[20..]), BinaryPrimitives.ReadUInt64BigEndian(box[24..]))
            : (BinaryPrimitives.ReadUInt32BigEndian(box[12..]), BinaryPrimitives.ReadUInt32BigEndian(box[16..]));
        return scale > 0 ? duration / (double)scale : null;
    }
}
