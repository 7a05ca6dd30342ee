namespace ContentFactory.Domain.Media.Tools;

/// <summary>A program of the machine that makes files out of files.</summary>
/// <param name="Program">What it is called on the path.</param>
/// <param name="Package">Debian's package with it.</param>
public sealed record MediaTool(string Program, string Package)
{
    /// <summary>Video and sound: poster frames, renditions, shorts.</summary>
    public static readonly MediaTool Ffmpeg = new("ffmpeg", "ffmpeg");

    /// <summary>Says what a video or sound is.</summary>
    public static readonly MediaTool Ffprobe = new("ffprobe", "ffmpeg");

    /// <summary>Draws SVG into PNG.</summary>
    public static readonly MediaTool Rsvg = new("rsvg-convert", "librsvg2-bin");

    /// <summary>Speaks Russian and English without a key.</summary>
    public static readonly MediaTool Espeak = new("espeak-ng", "espeak-ng");

    public static readonly IReadOnlyList<MediaTool> All = [Ffmpeg, Ffprobe, Rsvg, Espeak];
}

/// <summary>What one run of a tool may take; past it the run is ended.</summary>
/// <param name="Time">By the clock on the wall. A tool gets as much time of a processor times two, so that a spinning one ends too.</param>
/// <param name="Memory">Address space in bytes.</param>
/// <param name="FileSize">Of each file that it writes, in bytes.</param>
public sealed record ToolLimits(TimeSpan Time, long Memory, long FileSize)
{
    private const long Mega = 1024 * 1024;

    /// <summary>A picture, a poster frame, a question about a file.</summary>
    public static readonly ToolLimits Short = new(TimeSpan.FromSeconds(30), 1536 * Mega, 64 * Mega);

    /// <summary>A video of a minute.</summary>
    public static readonly ToolLimits Long = new(TimeSpan.FromMinutes(5), 3072 * Mega, 512 * Mega);
}

/// <summary>How a run ended well.</summary>
/// <param name="Output">The first 256 KB that it wrote to its output.</param>
public sealed record ToolOutput(string Output);
