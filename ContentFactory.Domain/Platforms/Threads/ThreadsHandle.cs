namespace ContentFactory.Domain.Platforms.Threads;

/// <summary>
/// How far a post is, as it is remembered: the ids of the parts that are out, a bar, and what is under way for the next one. "17;18|c:99" for a container,
/// "c:99?" after Threads once did not find it, "c:99!" before the call that publishes it, "k:1,2" for the parts of a carousel that has no container yet.
/// </summary>
/// <param name="Missed">The container was not found once.</param>
/// <param name="Asked">The call that publishes the container may have been made.</param>
internal sealed record ThreadsHandle(SentParts Sent, string? Container = null, bool Missed = false, bool Asked = false)
{
    private const char Bar = '|';

    public static readonly ThreadsHandle None = new(SentParts.Of(null));

    public IReadOnlyList<string> Children { get; init; } = [];

    public override string ToString() => $"{Sent.Handle}{Bar}" + this switch
    {
        { Container: { } container } => $"c:{container}{(Asked ? "!" : Missed ? "?" : "")}",
        { Children.Count: > 0 } => $"k:{string.Join(',', Children)}",
        _ => "",
    };

    /// <summary>Null where it can't be read: what it stood for may be out.</summary>
    public static ThreadsHandle? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return None;
        if (text.Split(Bar) is not [var ids, var next])
            return null;
        var sent = SentParts.Of(ids);
        if (!sent.Ids.All(IsId))
            return null;
        return next switch
        {
            "" => new(sent),
            ['c', ':', .. var id, '!'] when IsId(id) => new(sent, id, Asked: true),
            ['c', ':', .. var id, '?'] when IsId(id) => new(sent, id, Missed: true),
            ['c', ':', .. var id] when IsId(id) => new(sent, id),
            ['k', ':', .. var children] when children.Split(',') is var all && all.All(IsId) => new(sent) { Children = all },
            _ => null,
        };
    }

    public static bool IsId(string text) => text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
}
