using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Media;

/// <summary>Pictures and videos that a program can open, made by ffmpeg, with what cameras write into them.</summary>
internal static class RealFiles
{
    public const string Place = "PLACE-55.7558-37.6173";

    private const string Shapes = "testsrc=size=64x48:rate=5";

    public static byte[] Picture(string extension, string source = Shapes) => Make("out" + extension, "-f", "lavfi", "-i", source, "-frames:v", "1", "out" + extension);

    public static byte[] Video(string extension = ".mp4", params string[] more) =>
        Make("out" + extension, ["-f", "lavfi", "-i", Shapes, "-t", "2", "-c:v", "libx264", "-pix_fmt", "yuv420p", .. more, "out" + extension]);

    /// <summary>What is seen in a file, however it is packed.</summary>
    public static string PixelsOf(byte[] file, string extension)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Path);
        File.WriteAllBytes(Path.Combine(folder.Path, "in" + extension), file);
        return Run(folder.Path, ["-noautorotate", "-i", "in" + extension, "-map", "0:v", "-pix_fmt", "rgba", "-f", "md5", "-"]).Trim();
    }

    /// <summary>EXIF as a camera writes it: the way up, and a block with the place.</summary>
    public static byte[] Exif(int orientation) =>
        [.. "MM\0*"u8, 0, 0, 0, 8, 0, 2, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38, 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(Place)];

    public static byte[] Xmp => Encoding.UTF8.GetBytes($"<x:xmpmeta><exif:GPSLatitude>{Place}</exif:GPSLatitude></x:xmpmeta>");

    public static byte[] InJpeg(byte[] jpeg, int orientation) =>
    [
        .. jpeg[..2], .. Segment(0xE1, [.. "Exif\0\0"u8, .. Exif(orientation)]), .. Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Xmp]),
        .. Segment(0xED, [.. "Photoshop 3.0\0"u8, .. Encoding.ASCII.GetBytes(Place)]), .. jpeg[2..], .. jpeg[..2], .. Segment(0xE1, [.. "Exif\0\0"u8, .. Exif(1)]),
    ];

    public static byte[] InPng(byte[] png, int orientation) =>
        [.. png[..33], .. Chunk("eXIf", Exif(orientation)), .. Chunk("tEXt", [.. "XML:com.adobe.xmp\0"u8, .. Xmp]), .. png[33..], .. Encoding.ASCII.GetBytes(Place)];

    public static byte[] InWebp(byte[] webp, int width, int height, int orientation)
    {
        byte[] flags = [0x0C, 0, 0, 0, (byte)(width - 1), 0, 0, (byte)(height - 1), 0, 0];
        byte[] body = [.. "WEBP"u8, .. Riff("VP8X", flags), .. webp[12..], .. Riff("EXIF", Exif(orientation)), .. Riff("XMP ", Xmp)];
        return [.. Riff("RIFF", body)];
    }

    public static byte[] InGif(byte[] gif) => [.. gif[..^1], 0x21, 0xFE, (byte)Place.Length, .. Encoding.ASCII.GetBytes(Place), 0, 0x3B, .. "PK\u0003\u0004"u8, .. Encoding.ASCII.GetBytes(Place)];

    public static byte[] Make(string name, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Path);
        Run(folder.Path, arguments);
        return File.ReadAllBytes(Path.Combine(folder.Path, name));
    }

    public static bool Holds(byte[] file, string text) => file.AsSpan().IndexOf(Encoding.ASCII.GetBytes(text)) >= 0;

    private static string Run(string folder, string[] arguments)
    {
        var start = new ProcessStartInfo("ffmpeg", ["-v", "error", "-nostdin", "-y", .. arguments]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.Result);
        return output;
    }

    private static byte[] Segment(byte marker, byte[] body) => [0xFF, marker, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2), .. body];

    private static byte[] Riff(string type, byte[] body)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, body.Length);
        return [.. Encoding.ASCII.GetBytes(type), .. length, .. body, .. body.Length % 2 == 0 ? [] : new byte[1]];
    }

    private static byte[] Chunk(string type, byte[] body)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, body.Length);
        // ffmpeg checks no sums of chunks that it passes over
        return [.. length, .. Encoding.ASCII.GetBytes(type), .. body, 0, 0, 0, 0];
    }
}
