using System.Buffers.Binary;
using System.Text;

namespace ContentFactory.Domain.Media.Cleaning;

/// <summary>
/// Blanks what an MP4 or MOV says beside picture and sound: places in its index, and tracks that go along with the picture and say where the
/// camera was. The boxes stay as free space, so that every other offset stays right and the file is not written anew.
/// </summary>
internal static class VideoTraces
{
    private const long LongestIndex = 16 * 1024 * 1024;
    private const int MostBoxes = 10_000;
    private static readonly byte[] Zeros = new byte[64 * 1024];

    public static void Remove(Stream file)
    {
        var head = new byte[16];
        var at = 0L;
        for (var n = 0; n < MostBoxes && at + 8 <= file.Length; n++)
        {
            file.Position = at;
            var read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            var (size, header) = ((long)BinaryPrimitives.ReadUInt32BigEndian(head), 8);
            if (size == 1 && read == 16)
                (size, header) = (BinaryPrimitives.ReadInt64BigEndian(head.AsSpan(8)), 16);
            size = size == 0 ? file.Length - at : size;
            if (size < header || size > file.Length - at)
                return;
            var type = Encoding.Latin1.GetString(head, 4, 4);
            if (IsAside(type))
                Blank(file, at + 4, at + header, at + size);
            if (type == "moov" && size <= LongestIndex)
                CleanIndex(file, at + header, (int)(size - header));
            at += size;
        }
    }

    private static void CleanIndex(Stream file, long start, int length)
    {
        var index = new byte[length];
        file.Position = start;
        file.ReadExactly(index);
        // a made-up index may name the same bytes again and again
        var left = file.Length;
        foreach (var box in BoxesIn(index, 0, length))
        {
            if (box.Type == "trak" && IsSeenOrHeard(index, box))
                foreach (var aside in BoxesIn(index, box.At + 8, box.End).Where(b => IsAside(b.Type)))
                    Blank(file, start + aside.At + 4, start + aside.At + 8, start + aside.End);
            else if (box.Type == "trak")
                left = BlankTrack(file, start, index, box, left);
            else if (IsAside(box.Type))
                Blank(file, start + box.At + 4, start + box.At + 8, start + box.End);
        }
    }

    private static long BlankTrack(Stream file, long start, byte[] index, Box track, long left)
    {
        foreach (var (from, to) in TrackSamples.Of(index, track))
            if (to <= file.Length && to - from <= left && (to <= start || from >= start + index.Length))
            {
                Clear(file, from, to);
                left -= to - from;
            }
        Blank(file, start + track.At + 4, start + track.At + 8, start + track.End);
        return left;
    }

    private static bool IsAside(string type) => type is "udta" or "meta" or "uuid" or "free" or "skip";

    private static bool IsSeenOrHeard(byte[] index, Box track) =>
        Inside(index, track, "mdia", "hdlr") is not { } handler || handler.End - handler.At < 20 || Encoding.Latin1.GetString(index, handler.At + 16, 4) is "vide" or "soun" or "tmcd";

    /// <summary>The box on the way down by these names.</summary>
    internal static Box? Inside(byte[] index, Box parent, params ReadOnlySpan<string> way)
    {
        foreach (var name in way)
        {
            if (BoxesIn(index, parent.At + 8, parent.End).FirstOrDefault(b => b.Type == name) is not { Type: not null } found)
                return null;
            parent = found;
        }
        return parent;
    }

    internal static IEnumerable<Box> BoxesIn(byte[] index, int from, int to)
    {
        for (var at = from; at + 8 <= to;)
        {
            var size = BinaryPrimitives.ReadUInt32BigEndian(index.AsSpan(at));
            if (size < 8 || size > to - at)
                yield break;
            yield return new Box(Encoding.Latin1.GetString(index, at + 4, 4), at, at + (int)size);
            at += (int)size;
        }
    }

    private static void Blank(Stream file, long typeAt, long from, long to)
    {
        file.Position = typeAt;
        file.Write("free"u8);
        Clear(file, from, to);
    }

    private static void Clear(Stream file, long from, long to)
    {
        file.Position = from;
        for (; from < to; from += Zeros.Length)
            file.Write(Zeros, 0, (int)Math.Min(Zeros.Length, to - from));
    }

    /// <param name="At">Of its head.</param>
    internal readonly record struct Box(string Type, int At, int End);
}
