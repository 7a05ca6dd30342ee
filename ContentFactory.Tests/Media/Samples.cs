using System.Buffers.Binary;
using System.Text;

namespace ContentFactory.Tests.Media;

/// <summary>The beginnings of files of each kind, as their formats define them.</summary>
internal static class Samples
{
    /// <summary>One red pixel that a browser can show.</summary>
    public static byte[] RealPng => Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==");

    public static byte[] Png(int width, int height, int length = 200) => Filled(length, [0x89, .. "PNG\r\n\u001a\n"u8, .. Big(13), .. "IHDR"u8, .. Big(width), .. Big(height), 8, 6, 0, 0, 0]);

    public static byte[] Gif(int width, int height) => Filled(64, [.. "GIF89a"u8, .. Little(width), .. Little(height)]);

    public static byte[] Jpeg(int width, int height) =>
        Filled(400, [0xFF, 0xD8, 0xFF, 0xDB, 0, 102, .. new byte[100], 0xFF, 0xC2, 0, 17, 8, .. Big16(height), .. Big16(width)]);

    public static byte[] Webp(int width, int height) =>
        Filled(64, [.. "RIFF"u8, .. Big(100), .. "WEBPVP8X"u8, .. Big(10), 0, 0, 0, 0, .. Little24(width - 1), .. Little24(height - 1)]);

    public static byte[] Pdf() => Filled(100, [.. "%PDF-1.7\n"u8]);

    /// <summary>With its index at the end, where cameras put it.</summary>
    public static byte[] Mp4(int width, int height, int milliseconds, string brand = "isom")
    {
        byte[] mvhd = Box("mvhd", [.. new byte[12], .. Big(1000), .. Big(milliseconds), .. new byte[80]]);
        byte[] tkhd = Box("tkhd", [.. new byte[76], .. Big(width << 16), .. Big(height << 16)]);
        return [.. Box("ftyp", [.. Encoding.ASCII.GetBytes(brand), .. new byte[8]]), .. Box("mdat", new byte[500]), .. Box("moov", [.. mvhd, .. Box("trak", tkhd)])];
    }

    /// <summary>With a second track of readings beside the picture, whose one sample lies in the data.</summary>
    public static byte[] Mp4WithPlaces(int width, int height, int milliseconds, string reading)
    {
        var sample = Encoding.ASCII.GetBytes(reading);
        byte[] head = [.. Box("ftyp", [.. "isom"u8, .. new byte[8]]), .. Box("mdat", [.. sample, .. new byte[100]])];
        byte[] tables =
        [
            .. Box("stsz", [.. new byte[4], .. Big(0), .. Big(1), .. Big(sample.Length)]), .. Box("stsc", [.. new byte[4], .. Big(1), .. Big(1), .. Big(1), .. Big(1)]),
            .. Box("stco", [.. new byte[4], .. Big(1), .. Big(28)]),
        ];
        byte[] readings = Box("trak", Box("mdia", [.. Box("hdlr", [.. new byte[8], .. "meta"u8, .. new byte[12]]), .. Box("minf", Box("stbl", tables))]));
        byte[] mvhd = Box("mvhd", [.. new byte[12], .. Big(1000), .. Big(milliseconds), .. new byte[80]]);
        byte[] tkhd = Box("tkhd", [.. new byte[76], .. Big(width << 16), .. Big(height << 16)]);
        return [.. head, .. Box("moov", [.. mvhd, .. Box("trak", tkhd), .. readings])];
    }

    private static byte[] Box(string type, byte[] body) => [.. Big(body.Length + 8), .. Encoding.ASCII.GetBytes(type), .. body];

    private static byte[] Filled(int length, byte[] head) => [.. head, .. new byte[Math.Max(0, length - head.Length)]];

    private static byte[] Big(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] Big16(int value) => [(byte)(value >> 8), (byte)value];

    private static byte[] Little(int value) => [(byte)value, (byte)(value >> 8)];

    private static byte[] Little24(int value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16)];
}
