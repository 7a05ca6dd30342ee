using ContentFactory.Domain.Access;
using ContentFactory.Domain.Media.Stores;
using ContentFactory.Domain.Media.Tools;
using ContentFactory.Domain.Platforms;

namespace ContentFactory.Domain.Media.Logos;

/// <summary>A logo as drawings carry it: drawn anew as PNG by a bounded tool, so that nothing of the file itself gets into them.</summary>
/// <param name="IsPale">What can be seen of it is lighter than not.</param>
public sealed record LogoPicture(byte[] Png, bool IsPale);

/// <summary>Draws the logos of companies. One that cannot be drawn is none, and the initials stand in its place.</summary>
public sealed class CompanyLogos(MediaLibrary library, Actor actor, StoredFiles stored, ToolRunner tools)
{
    private const string Picture = "logo.png";
    private const string Sample = "logo.rgba";

    // twice the largest place that a logo has
    private const int Side = 400;
    private const double Pale = 0.72;

    /// <param name="folder">Takes the files of the work.</param>
    public async Task<LogoPicture?> DrawAsync(Guid? mediaId, string folder, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewMedia);
        if (mediaId is not { } id)
            return null;
        if (await library.ItemAsync(id, ct) is not { Kind: MediaKind.Image } media || await BroughtAsync(media, folder, ct) is not { } source)
            return null;
        var drawn = await tools.RunAsync(MediaTool.Ffmpeg, Arguments(media, source), folder, ToolLimits.Short, ct);
        if (!drawn.Ok || !File.Exists(Path.Combine(folder, Picture)) || !File.Exists(Path.Combine(folder, Sample)))
            return null;
        var light = LightOf(await File.ReadAllBytesAsync(Path.Combine(folder, Sample), ct));
        return light is null ? null : new LogoPicture(await File.ReadAllBytesAsync(Path.Combine(folder, Picture), ct), light > Pale);
    }

    private async Task<string?> BroughtAsync(MediaItem media, string folder, CancellationToken ct)
    {
        try
        {
            return await stored.BringAsync(media.Place, media.Size, folder, ct);
        }
        catch (Exception e) when (MediaFiles.IsAway(e))
        {
            return null;
        }
    }

    private static string[] Arguments(MediaItem media, string source) =>
    [
        "-v", "error", "-nostdin", "-y", "-threads", "1", "-protocol_whitelist", "file", "-f", ToolFormat.Of(media.ContentType), "-i", source,
        "-filter_complex", FormattableString.Invariant($"[0:v:0]format=rgba,split=2[a][b];[a]scale=w={Side}:h={Side}:force_original_aspect_ratio=decrease[logo];[b]scale=w=24:h=24[sample]"),
        "-map", "[logo]", "-map_metadata", "-1", "-frames:v", "1", "-c:v", "png", "-pix_fmt", "rgba", "-f", "image2", "-update", "1", Picture,
        "-map", "[sample]", "-frames:v", "1", "-c:v", "rawvideo", "-pix_fmt", "rgba", "-f", "rawvideo", Sample,
    ];

    /// <summary>From 0 to 1, of what can be seen; null where nothing can.</summary>
    private static double? LightOf(byte[] pixels)
    {
        double light = 0, seen = 0;
        for (var at = 0; at + 3 < pixels.Length; at += 4)
        {
            light += (0.299 * pixels[at] + 0.587 * pixels[at + 1] + 0.114 * pixels[at + 2]) * pixels[at + 3];
            seen += pixels[at + 3];
        }
        return seen < 1 ? null : light / seen / 255;
    }
}
