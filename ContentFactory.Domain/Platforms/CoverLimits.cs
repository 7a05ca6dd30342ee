namespace ContentFactory.Domain.Platforms;

/// <summary>What a network takes as the cover of a video.</summary>
/// <param name="Types">Media types in lower case.</param>
public sealed record CoverLimits(IReadOnlyList<string> Types, long Bytes)
{
    private const long Megabyte = 1024 * 1024;

    /// <summary>Width and height together; null where nothing limits them.</summary>
    public int? SideSum { get; init; }

    /// <summary>How many times the shorter side the longer one may be.</summary>
    public int? Ratio { get; init; }

    public long Megabytes => Bytes / Megabyte;

    /// <summary>As people call them: "JPEG, PNG".</summary>
    public string Formats => string.Join(", ", Types.Select(t => t[(t.IndexOf('/', StringComparison.Ordinal) + 1)..].ToUpperInvariant()));

    /// <summary>What the network would not take of it, in words that name the network.</summary>
    public IEnumerable<Problem> Faults(string network, OutgoingMedia? cover)
    {
        if (cover is null)
            yield break;
        // the type was read from the bytes: a name may lie
        if (!Types.Contains(cover.ContentType.Split(';')[0].Trim().ToLowerInvariant()))
            yield return Fault("Type", network, cover, Formats);
        if (cover.Size <= 0)
            yield return Fault("Empty", network, cover);
        if (cover.Size > Bytes)
            yield return Fault("TooLarge", network, cover, Megabytes);
        if (cover is not { Width: > 0 and var width, Height: > 0 and var height })
            yield break;
        if (SideSum is { } sum && (long)width + height > sum)
            yield return Fault("TooWide", network, cover, sum);
        if (Ratio is { } ratio && Math.Max(width, height) > (long)ratio * Math.Min(width, height))
            yield return Fault("TooNarrow", network, cover, ratio);
    }

    private static Problem Fault(string key, string network, OutgoingMedia cover, params object[] args) => Problem.Invalid("Media", $"Platforms.Cover_{key}", [network, cover.FileName, .. args]);
}
