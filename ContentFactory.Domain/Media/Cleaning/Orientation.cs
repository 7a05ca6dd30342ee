using System.Buffers.Binary;

namespace ContentFactory.Domain.Media.Cleaning;

/// <summary>Which way up a camera's picture is: the one thing of its EXIF that a picture needs.</summary>
internal static class Orientation
{
    private const int Tag = 0x0112;
    private const int Upright = 1;

    /// <summary>EXIF that says the same of the orientation and nothing else; null where a picture is upright or the block makes no sense.</summary>
    public static byte[]? Only(ReadOnlySpan<byte> tiff) => Of(tiff) is var turn and > Upright and <= 8
        ? [.. "II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, (byte)turn, 0, 0, 0, 0, 0, 0, 0]
        : null;

    private static int Of(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 14 || !(tiff.StartsWith("II*\0"u8) || tiff.StartsWith("MM\0*"u8)))
            return Upright;
        var isLittle = tiff[0] == 'I';
        var start = isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        if (start > tiff.Length - 2)
            return Upright;
        var entries = tiff[((int)start + 2)..];
        for (var left = Word(tiff[(int)start..], isLittle); left > 0 && entries.Length >= 12; left--, entries = entries[12..])
            if (Word(entries, isLittle) == Tag)
                return Word(entries[8..], isLittle);
        return Upright;
    }

    private static int Word(ReadOnlySpan<byte> at, bool isLittle) => isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at);
}
