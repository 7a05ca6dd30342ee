namespace ContentFactory.Domain.Platforms.Instagram;

/// <summary>A container at Instagram; it lives for 24 hours and is published at most once.</summary>
/// <param name="Uploading">It still waits for the bytes of its video.</param>
internal sealed record InstagramContainer(string Id, bool Uploading)
{
    private const char Mark = '+';

    public override string ToString() => Uploading ? $"{Mark}{Id}" : Id;

    public static InstagramContainer? Parse(string text)
    {
        var id = text.TrimStart(Mark);
        return id.Length > 0 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') ? new(id, text[0] == Mark) : null;
    }
}

/// <summary>
/// How far a post is, as it is remembered: "c:17889" for the container that will be published, "c:+17889" while its video is sent, "c:17889?" after
/// Instagram once did not find it; "k:17,+18" for the parts of a carousel that has no container yet; "n:" for a new beginning.
/// </summary>
/// <param name="Missed">It was not found once.</param>
internal sealed record InstagramHandle(InstagramContainer? Container, IReadOnlyList<InstagramContainer> Parts, bool Missed = false)
{
    public static readonly InstagramHandle None = new(null, []);

    /// <summary>Only what has this much may have been published.</summary>
    public bool MayBePublished => Container is { Uploading: false };

    public static InstagramHandle Of(InstagramContainer container) => new(container, []);

    public override string ToString() => this switch
    {
        { Container: { } container } => $"c:{container}{(Missed ? "?" : "")}",
        { Parts.Count: > 0 } => $"k:{string.Join(',', Parts)}",
        _ => "n:",
    };

    /// <summary>What can't be read is a new beginning: containers alone publish nothing.</summary>
    public static InstagramHandle Parse(string? text) => text switch
    {
        null => None,
        _ when text.StartsWith("c:", StringComparison.Ordinal) && InstagramContainer.Parse(text[2..].TrimEnd('?')) is { } container => new(container, [], text.EndsWith('?')),
        _ when text.StartsWith("k:", StringComparison.Ordinal) && text[2..].Split(',').Select(InstagramContainer.Parse).ToList() is var parts && !parts.Contains(null) => new(null, parts!),
        _ => None,
    };

    public InstagramHandle With(int place, InstagramContainer part) => this with { Parts = [.. Parts.Select((p, i) => i == place ? part : p)] };
}
