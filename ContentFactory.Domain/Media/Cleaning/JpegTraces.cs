using System.Buffers.Binary;

namespace ContentFactory.Domain.Media.Cleaning;

/// <summary>
/// A JPEG without what cameras and editors write beside the picture: of EXIF the orientation stays, of the rest the colour profile. Phones also
/// hang whole files with a place of their own behind the picture (a second photo, a video), so it ends where the picture ends.
/// </summary>
internal static class JpegTraces
{
    public static KeptBytes Remove(ReadOnlySpan<byte> file)
    {
        var kept = new KeptBytes(file.Length);
        kept.Keep(0, 2);
        for (var at = 2; ;)
        {
            var start = at;
            while (at < file.Length - 1 && file[at] == 0xFF && file[at + 1] == 0xFF)
                at++;
            if (at + 2 > file.Length || file[at] != 0xFF)
                return Rest(kept, start, file);
            var marker = file[at + 1];
            at += 2;
            if (marker is 0x01 or (>= 0xD0 and <= 0xD9))
            {
                kept.Keep(start, at);
                if (marker == 0xD9)
                    return kept;
                continue;
            }
            var length = at + 2 <= file.Length ? BinaryPrimitives.ReadUInt16BigEndian(file[at..]) : 0;
            if (length < 2 || at + length > file.Length)
                return Rest(kept, start, file);
            var body = file.Slice(at + 2, length - 2);
            at += length;
            if (marker == 0xDA)
                at += Scan(file[at..]);
            if (Stays(marker, body))
                kept.Keep(start, at);
            else if (marker == 0xE1 && body.StartsWith("Exif\0\0"u8) && Orientation.Only(body[6..]) is { } turned)
                kept.Put([0xFF, 0xE1, 0, (byte)(turned.Length + 8), .. "Exif\0\0"u8, .. turned]);
        }
    }

    private static bool Stays(byte marker, ReadOnlySpan<byte> body) => marker switch
    {
        0xE0 => body.StartsWith("JFIF\0"u8),
        0xE2 => body.StartsWith("ICC_PROFILE\0"u8),
        0xEE => body.StartsWith("Adobe"u8),
        >= 0xE0 and <= 0xEF => false,
        0xFE => false,
        _ => true,
    };

    /// <summary>How long the picture's data is up to the next marker.</summary>
    private static int Scan(ReadOnlySpan<byte> data)
    {
        for (var at = 0; ; at += 2)
        {
            var next = data[at..].IndexOf((byte)0xFF);
            if (next < 0 || at + next + 1 >= data.Length)
                return data.Length;
            at += next;
            if (data[at + 1] is not (0 or (>= 0xD0 and <= 0xD7)))
                return at;
        }
    }

    // what no decoder understands holds no place either, as far as anybody can say
    private static KeptBytes Rest(KeptBytes kept, int from, ReadOnlySpan<byte> file)
    {
        kept.Keep(from, file.Length);
        return kept;
    }
}
