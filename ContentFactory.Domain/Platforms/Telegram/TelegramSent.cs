namespace ContentFactory.Domain.Platforms.Telegram;

/// <summary>Which parts of a long post are out, as the ticket remembers it: the ids of each part's messages, e.g. "11,12;13".</summary>
internal sealed record TelegramSent(IReadOnlyList<IReadOnlyList<string>> Parts)
{
    private const char BetweenParts = ';';
    private const char BetweenMessages = ',';

    public IReadOnlyList<string> Ids => [.. Parts.SelectMany(p => p)];

    public static TelegramSent Of(string? handle) =>
        new(string.IsNullOrEmpty(handle) ? [] : [.. handle.Split(BetweenParts).Select(p => (IReadOnlyList<string>)p.Split(BetweenMessages))]);

    public TelegramSent With(IReadOnlyList<string> messages) => new([.. Parts, messages]);

    public string Handle => string.Join(BetweenParts, Parts.Select(p => string.Join(BetweenMessages, p)));
}
