using System.Text;
using ContentFactory.Tests.Media;

namespace ContentFactory.Tests.Bench;

/// <summary>Files that are sent by mistake and on purpose: refused ones, ones that decode into much, ones that ask others for something.</summary>
internal static class HostileFiles
{
    /// <param name="port">Of a listener on this machine that hears whoever follows an address.</param>
    public static IReadOnlyList<(string Name, byte[] Content)> All(int port)
    {
        var inside = $"http://127.0.0.1:{port}/a.png";
        byte[] video = RealFiles.Video();
        return
        [
            ("drawing.svg", Encoding.UTF8.GetBytes($"<svg xmlns='http://www.w3.org/2000/svg'><script>fetch('{inside}')</script><image href='{inside}'/></svg>")),
            ("drawing.png", Encoding.UTF8.GetBytes($"<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY x SYSTEM '{inside}'>]><svg xmlns='http://www.w3.org/2000/svg'><text>&x;</text></svg>")),
            ("list.mp4", Encoding.UTF8.GetBytes($"#EXTM3U\n#EXTINF:10,\n{inside}\n")),
            ("concat.mp4", Encoding.UTF8.GetBytes($"ffconcat version 1.0\nfile '{inside}'\n")),
            ("poly.gif", [.. RealFiles.Picture(".gif"), .. "PK\u0003\u0004META-INF"u8]),
            ("huge.png", Samples.Png(10_000, 10_000)),
            // 49 megapixels of one colour are some kilobytes on the way and 200 MB in memory
            ("bomb.png", RealFiles.Picture(".png", "color=c=red:size=7000x7000")),
            ("bomb.jpg", RealFiles.Picture(".jpg", "color=c=red:size=7000x7000")),
            ("photo.jpg", video), ("broken.mp4", video[..^200]), ("no index.mp4", Samples.Mp4(64, 48, 1000)[..500]), ("still.mp4", Samples.Mp4(64, 48, 0)),
            ("three hours.mp4", RealFiles.Make("long.mp4", "-f", "lavfi", "-i", "color=c=black:size=64x48:rate=1", "-t", "10800", "-c:v", "libx264", "-preset", "ultrafast", "long.mp4")),
            ("moving.webp", RealFiles.Make("a.webp", "-f", "lavfi", "-i", "testsrc=size=320x320:rate=5", "-t", "2", "-c:v", "libwebp_anim", "a.webp")),
            ("photo.heic", [0, 0, 0, 24, .. "ftypheic"u8, .. new byte[100]]),
            ("Кружка ☕ 👩‍👩‍👧.png", RealFiles.Picture(".png")), (new string('а', 299) + "👍.png", RealFiles.Picture(".png")), ("../../etc/passwd.png", RealFiles.Picture(".png")),
            .. Cut(".jpg"), .. Cut(".png"), .. Cut(".webp"), .. Cut(".gif"),
        ];
    }

    private static IEnumerable<(string, byte[])> Cut(string extension)
    {
        var picture = RealFiles.Picture(extension, "testsrc2=size=640x480");
        return Enumerable.Range(1, 4).Select(part => ($"cut {part}{extension}", picture[..(picture.Length * part / 5)]));
    }
}
