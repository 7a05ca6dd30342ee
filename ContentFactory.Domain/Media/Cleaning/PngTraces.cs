using System.Buffers.Binary;

namespace ContentFactory.Domain.Media.Cleaning;

/// <summary>A PNG with the chunks that make its picture and no others: places stand in eXIf and in texts.</summary>
internal static class PngTraces
{
    private static readonly HashSet<string> Seen =
        ["tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "cICP", "sBIT", "bKGD", "pHYs", "hIST", "sPLT", "acTL", "fcTL", "fdAT", "mDCV", "cLLI"];

    public static KeptBytes Remove(ReadOnlySpan<byte> file)
    {
        var kept = new KeptBytes(file.Length);
        kept.Keep(0, 8);
        for (var at = 8; ;)
        {
            var length = at + 12 <= file.Length ? BinaryPrimitives.ReadUInt32BigEndian(file[at..]) : uint.MaxValue;
            if (length > file.Length - at - 12 || !char.IsAsciiLetter((char)file[at + 4]))
            {
                kept.Keep(at, file.Length);
                return kept;
            }
            var (type, end) = (System.Text.Encoding.ASCII.GetString(file.Slice(at + 4, 4)), at + 12 + (int)length);
            if (char.IsAsciiLetterUpper(type[0]) || Seen.Contains(type))
                kept.Keep(at, end);
            else if (type == "eXIf" && Orientation.Only(file.Slice(at + 8, (int)length)) is { } turned)
                kept.Put(Chunk(type, turned));
            if (type == "IEND")
                return kept;
            at = end;
        }
    }

    private static byte[] Chunk(string type, byte[] body)
    {
        var chunk = new byte[body.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, body.Length);
        System.Text.Encoding.ASCII.GetBytes(type, chunk.AsSpan(4));
        body.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(body.Length + 8), Check(chunk.AsSpan(4, body.Length + 4)));
        return chunk;
    }

    private static uint Check(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var b in bytes)
        {
            sum ^= b;
            for (var bit = 0; bit < 8; bit++)
                sum = (sum & 1) == 0 ? sum >> 1 : (sum >> 1) ^ 0xEDB88320;
        }
        return ~sum;
    }
}
