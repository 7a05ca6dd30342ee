namespace ContentFactory.Domain.Media.Cleaning;

/// <summary>A GIF without comments and XMP, ended where its pictures end.</summary>
internal static class GifTraces
{
    public static KeptBytes Remove(ReadOnlySpan<byte> file)
    {
        var kept = new KeptBytes(file.Length);
        var at = file.Length < 13 ? file.Length : 13 + Table(file[10]);
        kept.Keep(0, Math.Min(at, file.Length));
        while (at < file.Length)
        {
            var start = at;
            if (file[at] == 0x3B)
            {
                kept.Keep(start, start + 1);
                return kept;
            }
            // a picture has its own colours and the width of its codes before its data, an extension its kind
            at += file[at] == 0x2C && at + 9 < file.Length ? 11 + Table(file[at + 9]) : file[at] == 0x21 ? 2 : file.Length;
            while (at < file.Length && file[at] != 0)
                at += file[at] + 1;
            if (++at > file.Length)
            {
                kept.Keep(start, file.Length);
                return kept;
            }
            if (!IsAside(file[start..at]))
                kept.Keep(start, at);
        }
        return kept;
    }

    private static bool IsAside(ReadOnlySpan<byte> block) =>
        block is [0x21, 0xFE, ..] || (block is [0x21, 0xFF, 11, ..] && block.Length > 14 && !block[3..14].SequenceEqual("NETSCAPE2.0"u8) && !block[3..14].SequenceEqual("ANIMEXTS1.0"u8));

    private static int Table(byte flags) => (flags & 0x80) == 0 ? 0 : 3 * (2 << (flags & 7));
}
