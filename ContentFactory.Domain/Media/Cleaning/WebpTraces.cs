using System.Buffers.Binary;

namespace ContentFactory.Domain.Media.Cleaning;

/// <summary>A WebP with the chunks that make its picture; of its EXIF the orientation stays.</summary>
internal static class WebpTraces
{
    private const int HasExif = 0x08;
    private const int HasXmp = 0x04;

    public static KeptBytes Remove(ReadOnlySpan<byte> file)
    {
        var whole = new KeptBytes(file.Length);
        whole.Keep(0, file.Length);
        var end = 8L + BinaryPrimitives.ReadUInt32LittleEndian(file[4..]);
        if (end > file.Length)
            return whole;
        var (body, turned) = (new KeptBytes(file.Length), default(byte[]));
        for (var at = 12; at + 8 <= end;)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(file[(at + 4)..]);
            var next = at + 8 + length + (length & 1);
            if (at + 8 + length > end)
                return whole;
            var type = System.Text.Encoding.ASCII.GetString(file.Slice(at, 4));
            if (type == "EXIF")
                turned ??= Turned(file.Slice(at + 8, (int)length));
            else if (type is "VP8 " or "VP8L" or "ALPH" or "ANIM" or "ANMF" or "ICCP")
                body.Keep(at, (int)Math.Min(next, end));
            at = (int)Math.Min(next, end);
        }
        return Assembled(file, body, turned);
    }

    // some programs put JPEG's mark before the block
    private static byte[]? Turned(ReadOnlySpan<byte> exif) => Orientation.Only(exif.StartsWith("Exif\0\0"u8) ? exif[6..] : exif);

    private static KeptBytes Assembled(ReadOnlySpan<byte> file, KeptBytes body, byte[]? turned)
    {
        var hasFlags = file.Length >= 30 && file.Slice(12, 4).SequenceEqual("VP8X"u8);
        byte[] tail = turned is null || !hasFlags ? [] : [.. "EXIF"u8, (byte)turned.Length, 0, 0, 0, .. turned];
        var head = file[..(hasFlags ? 30 : 12)].ToArray();
        if (hasFlags)
            head[20] = (byte)((head[20] & ~(HasExif | HasXmp)) | (tail.Length > 0 ? HasExif : 0));
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(4), (uint)(head.Length + body.Length + tail.Length - 8));
        var kept = new KeptBytes(file.Length);
        if (head.AsSpan().SequenceEqual(file[..head.Length]))
            kept.Keep(0, head.Length);
        else
            kept.Put(head);
        kept.Append(body);
        if (tail.Length > 0)
            kept.Put(tail);
        return kept;
    }
}
