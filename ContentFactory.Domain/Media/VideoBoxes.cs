using System.Buffers.Binary;
using System.Text;

namespace ContentFactory.Domain.Media;

/// <summary>Size and length of an MP4 or MOV from its index (moov), wherever in the file that lies.</summary>
internal static class VideoBoxes
{
    private const long LongestIndex = 16 * 1024 * 1024;
    private const int MostBoxes = 10_000;

    public static MediaSize? Read(Stream file)
    {
        if (Find(file, "moov") is not { } moov)
            return null;
        var index = new byte[moov.Length];
        file.Position = moov.Start;
        file.ReadExactly(index);
        int? duration = null;
        var (width, height) = (0, 0);
        foreach (var (type, body) in Boxes(index))
        {
            if (type == "mvhd")
                duration = Duration(body.Span);
            if (type == "trak" && Boxes(body).FirstOrDefault(b => b.Type == "tkhd") is { Type: not null } head && Side(head.Body.Span) is { Width: > 0 } side)
                (width, height) = (Math.Max(width, side.Width), Math.Max(height, side.Height));
        }
        return new MediaSize(width, height, duration);
    }

    private static (long Start, long Length)? Find(Stream file, string wanted)
    {
        var head = new byte[16];
        var at = 0L;
        for (var n = 0; n < MostBoxes && at + 8 <= file.Length; n++)
        {
            file.Position = at;
            file.ReadExactly(head, 0, 8);
            long size = BinaryPrimitives.ReadUInt32BigEndian(head);
            var header = 8;
            if (size == 1)
            {
                file.ReadExactly(head, 8, 8);
                (size, header) = (BinaryPrimitives.ReadInt64BigEndian(head.AsSpan(8)), 16);
            }
            size = size == 0 ? file.Length - at : size;
            if (size < header || at + size > file.Length)
                return null;
            if (Encoding.Latin1.GetString(head, 4, 4) == wanted)
                return size - header <= LongestIndex ? (at + header, size - header) : null;
            at += size;
        }
        return null;
    }

    private static IEnumerable<(string? Type, ReadOnlyMemory<byte> Body)> Boxes(ReadOnlyMemory<byte> parent)
    {
        for (var at = 0; at + 8 <= parent.Length;)
        {
            var size = BinaryPrimitives.ReadUInt32BigEndian(parent.Span[at..]);
            if (size < 8 || size > parent.Length - at)
                yield break;
            yield return (Encoding.Latin1.GetString(parent.Span.Slice(at + 4, 4)), parent.Slice(at + 8, (int)size - 8));
            at += (int)size;
        }
    }

    private static int? Duration(ReadOnlySpan<byte> mvhd)
    {
        var isLong = mvhd.Length >= 32 && mvhd[0] == 1;
        if (mvhd.Length < 20)
            return null;
        var scale = BinaryPrimitives.ReadUInt32BigEndian(mvhd[(isLong ? 20 : 12)..]);
        var length = isLong ? BinaryPrimitives.ReadUInt64BigEndian(mvhd[24..]) : BinaryPrimitives.ReadUInt32BigEndian(mvhd[16..]);
        var milliseconds = scale == 0 ? 0 : length * 1000.0 / scale;
        return milliseconds is > 0 and < int.MaxValue ? (int)milliseconds : null;
    }

    // the sides stand at the end, as 16.16 fixed point
    private static (int Width, int Height) Side(ReadOnlySpan<byte> tkhd) =>
        tkhd.Length < 84 ? (0, 0) : ((int)(BinaryPrimitives.ReadUInt32BigEndian(tkhd[^8..]) >> 16), (int)(BinaryPrimitives.ReadUInt32BigEndian(tkhd[^4..]) >> 16));
}
