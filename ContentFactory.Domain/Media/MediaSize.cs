using System.Buffers.Binary;

namespace ContentFactory.Domain.Media;

internal sealed record MediaSize(int Width, int Height, int? DurationMs = null)
{
    /// <summary>Reads the size from the file's headers; nothing is decoded. Null when the headers make no sense.</summary>
    public static MediaSize? Of(MediaType type, Stream file)
    {
        try
        {
            file.Position = 0;
            return type.Extension switch
            {
                ".png" => Png(file),
                ".gif" => Gif(file),
                ".jpg" => Jpeg(file),
                ".webp" => Webp(file),
                ".mp4" or ".mov" => VideoBoxes.Read(file),
                _ => null,
            } is { Width: > 0, Height: > 0 } size ? size : null;
        }
        catch (Exception e) when (e is EndOfStreamException or OverflowException)
        {
            return null;
        }
    }

    private static MediaSize? Png(Stream file)
    {
        var head = Read(file, 24);
        return head.AsSpan(12, 4).SequenceEqual("IHDR"u8) ? new(Big32(head, 16), Big32(head, 20)) : null;
    }

    private static MediaSize Gif(Stream file)
    {
        var head = Read(file, 10);
        return new(BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(6)), BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(8)));
    }

    /// <summary>Walks the segments to the frame header; a picture turned by its EXIF flag keeps the stored sides.</summary>
    private static MediaSize? Jpeg(Stream file)
    {
        file.Position = 2;
        while (true)
        {
            if (Read(file, 1)[0] != 0xFF)
                return null;
            byte marker;
            do
                marker = Read(file, 1)[0];
            while (marker == 0xFF);
            if (marker is 0x01 or (>= 0xD0 and <= 0xD7))
                continue;
            if (marker is 0xD9 or 0xDA)
                return null;
            var length = BinaryPrimitives.ReadUInt16BigEndian(Read(file, 2));
            if (length < 2)
                return null;
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                var frame = Read(file, 5);
                return new(BinaryPrimitives.ReadUInt16BigEndian(frame.AsSpan(3)), BinaryPrimitives.ReadUInt16BigEndian(frame.AsSpan(1)));
            }
            file.Position += length - 2;
        }
    }

    private static MediaSize? Webp(Stream file)
    {
        var head = Read(file, 30);
        var chunk = head.AsSpan(12, 4);
        if (chunk.SequenceEqual("VP8X"u8))
            return new(1 + Little24(head, 24), 1 + Little24(head, 27));
        if (chunk.SequenceEqual("VP8 "u8))
            return new(BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(26)) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(28)) & 0x3FFF);
        if (!chunk.SequenceEqual("VP8L"u8) || head[20] != 0x2F)
            return null;
        var bits = BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(21));
        return new((int)(bits & 0x3FFF) + 1, (int)((bits >> 14) & 0x3FFF) + 1);
    }

    private static byte[] Read(Stream file, int count)
    {
        var bytes = new byte[count];
        file.ReadExactly(bytes);
        return bytes;
    }

    private static int Big32(byte[] bytes, int at) => checked((int)BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at)));

    private static int Little24(byte[] bytes, int at) => bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16);
}
