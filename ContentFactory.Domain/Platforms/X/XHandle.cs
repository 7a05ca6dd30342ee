using System.Globalization;

namespace ContentFactory.Domain.Platforms.X;

internal enum XStage
{
    /// <summary>Its segments are being sent.</summary>
    Sending,
    /// <summary>X has all of it, and works on it or lacks its alt text.</summary>
    Working,
    Ready,
}

/// <summary>A file at X. <paramref name="Next"/> is the segment that follows; after <paramref name="Expires"/> no post may name it any more.</summary>
internal sealed record XMedia(string Id, DateTimeOffset Expires, XStage Stage, int Next = 0)
{
    private const char Between = '~';

    public override string ToString()
    {
        var stage = Stage switch
        {
            XStage.Sending => Next.ToString(CultureInfo.InvariantCulture),
            XStage.Working => "w",
            XStage.Ready => "r",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{Id}{Between}{Expires.ToUnixTimeSeconds()}{Between}{stage}");
    }

    public static XMedia? Parse(string text)
    {
        if (text.Split(Between) is not [{ Length: > 0 } id, var expires, var stage] || !long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > 100_000_000_000)
            return null;
        var until = DateTimeOffset.FromUnixTimeSeconds(seconds);
        return stage switch
        {
            "w" => new(id, until, XStage.Working),
            "r" => new(id, until, XStage.Ready),
            _ => int.TryParse(stage, NumberStyles.None, CultureInfo.InvariantCulture, out var next) ? new(id, until, XStage.Sending, next) : null,
        };
    }
}

/// <summary>
/// How far a post is, as it is remembered: its files, the posts that are out, and "!" once the next post may have been sent:
/// "188~1764300000~r,189~1764300000~3|" or "188~1764300000~r|1995;1996|!".
/// </summary>
internal sealed record XHandle(IReadOnlyList<XMedia?> Media, SentParts Sent, bool Publishing)
{
    private const char Between = '|';
    private const string Mark = "!";

    public static readonly XHandle None = new([], new([]), Publishing: false);

    public override string ToString() => $"{string.Join(',', Media)}{Between}{Sent.Handle}{(Publishing ? Between + Mark : "")}";

    public static XHandle Parse(string? text)
    {
        if (text?.Split(Between) is not { Length: >= 2 } fields)
            return None;
        return new(fields[0].Length == 0 ? [] : [.. fields[0].Split(',').Select(XMedia.Parse)], SentParts.Of(fields[1]), fields is [_, _, Mark, ..]);
    }

    public XMedia? At(int place) => place < Media.Count ? Media[place] : null;

    /// <summary>With what became of one file. Nothing is being published while files are prepared.</summary>
    public XHandle With(int place, XMedia? media)
    {
        var list = Media.Concat(Enumerable.Repeat<XMedia?>(null, Math.Max(0, place + 1 - Media.Count))).ToList();
        list[place] = media;
        return this with { Media = list, Publishing = false };
    }
}
