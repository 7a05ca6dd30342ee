using System.Globalization;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Media.Shelf;
using ContentFactory.Domain.Media.Stores;
using ContentFactory.Domain.Media.Tools;
using ContentFactory.Domain.Platforms;

namespace ContentFactory.Domain.Media.Cropping;

/// <summary>A shape that networks show pictures in.</summary>
/// <param name="Name">As people say it: "4:5".</param>
public sealed record CropRatio(string Name, decimal Ratio)
{
    public static readonly IReadOnlyList<CropRatio> All = [new("1:1", 1), new("4:5", 0.8m), new("9:16", 0.5625m), new("16:9", 1.7778m), new("1.91:1", 1.91m)];
}

/// <summary>Which part of a picture stays.</summary>
/// <param name="Ratio">The name of a <see cref="CropRatio"/>.</param>
/// <param name="Across">Where the frame stands between the left edge (0) and the right one (1).</param>
/// <param name="Down">The same between top and bottom.</param>
/// <param name="Part">How large it is: 1 is the largest of its shape that fits.</param>
public sealed record CropFrame(string Ratio, decimal Across = 0.5m, decimal Down = 0.5m, decimal Part = 1);

/// <summary>Cuts a picture to a network's shape. The original stays; the part becomes a file of its own with the same words.</summary>
public sealed class FileCropper(MediaLibrary library, Actor actor, StoredFiles stored, MediaIntake intake, MediaShelf shelf, ToolRunner tools)
{
    public const string Maker = "crop";
    public const decimal SmallestPart = 0.2m;

    public async Task<Result<Guid>> CropAsync(Guid mediaId, CropFrame frame, CancellationToken ct = default)
    {
        actor.Demand(Permission.UploadMedia);
        if (CropRatio.All.FirstOrDefault(r => r.Name == frame.Ratio) is not { } ratio)
            return Problem.Invalid(nameof(CropFrame.Ratio), "Media.CropRatio");
        if (await library.ItemAsync(mediaId, ct) is not { } media)
            return Problem.NotFound("Media.Gone");
        if (media.Kind is not MediaKind.Image)
            return Problem.Invalid(nameof(CropFrame.Ratio), "Media.CropPictures");
        var folder = Directory.CreateTempSubdirectory("contentfactory-crop-").FullName;
        try
        {
            var output = "part" + Path.GetExtension(media.StoreKey);
            var source = await stored.BringAsync(media.Place, media.Size, folder, ct);
            var cut = await tools.RunAsync(MediaTool.Ffmpeg, Arguments(media, source, ratio, frame, output), folder, ToolLimits.Short, ct);
            if (!cut.Ok)
                return cut.Problem;
            var made = await intake.AddMadeAsync(Path.Combine(folder, output), NameOf(media, ratio, output), media.CompanyId, Maker, ct: ct);
            if (made.Ok)
                await shelf.DescribeAsync(made.Value, new MediaWords(media.AltText, media.Folder, media.Tags, media.CompanyId), ct);
            return made;
        }
        catch (Exception e) when (MediaFiles.IsAway(e))
        {
            return StoredFiles.IsMissing(e) ? Problem.NotFound("Media.Gone") : Problem.Unavailable("Media.StoreAway");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string[] Arguments(MediaItem media, string source, CropRatio ratio, CropFrame frame, string output) =>
    [
        "-v", "error", "-nostdin", "-y", "-threads", "1", "-protocol_whitelist", "file", "-f", ToolFormat.Of(media.ContentType), "-i", source,
        "-vf", Filter(ratio.Ratio, frame), "-map_metadata", "-1", "-frames:v", "1", .. Encoder(media.ContentType), output,
    ];

    // the tool knows the sides as they are seen, with the picture turned the right way up
    private static string Filter(decimal ratio, CropFrame frame)
    {
        var part = Math.Clamp(frame.Part, SmallestPart, 1);
        var (across, down) = (Math.Clamp(frame.Across, 0, 1), Math.Clamp(frame.Down, 0, 1));
        return string.Create(CultureInfo.InvariantCulture,
            $"crop=w='max(1,round(min(iw,ih*{ratio})*{part:0.####}))':h='max(1,round(min(ih,iw/{ratio})*{part:0.####}))':x='(iw-ow)*{across:0.####}':y='(ih-oh)*{down:0.####}':exact=1");
    }

    private static string[] Encoder(string contentType) => contentType switch
    {
        "image/png" => ["-c:v", "png"],
        "image/webp" => ["-c:v", "libwebp", "-quality", "92"],
        _ => ["-c:v", "mjpeg", "-q:v", "2", "-pix_fmt", "yuvj444p"],
    };

    private static string NameOf(MediaItem media, CropRatio ratio, string output) =>
        $"{PlainText.Cut(Path.GetFileNameWithoutExtension(media.FileName), 200)} {ratio.Name.Replace(':', 'x')}{Path.GetExtension(output)}";
}
