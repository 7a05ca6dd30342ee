namespace ContentFactory.Domain.Access;

/// <summary>A button below a message of the bot, pressed in a private chat.</summary>
/// <param name="Language">As Telegram knows the account; whoever is linked may have chosen another.</param>
public sealed record BotPress(long TelegramUserId, string Data, string Language);

/// <summary>What somebody wrote in answer to a message of the bot.</summary>
public sealed record BotReply(long TelegramUserId, long MessageId, string Text);

/// <param name="Text">Shown for a moment above the chat.</param>
public sealed record BotAnswer(string Text)
{
    /// <summary>Sent as a message that waits for an answer; null for none.</summary>
    public string? Question { get; init; }

    /// <summary>Told which message the question became.</summary>
    public Func<long, Task>? AskedAsync { get; init; }
}

/// <summary>A feature that people talk to through the product's bot.</summary>
public abstract class BotDesk
{
    /// <summary>Null where the button is another's.</summary>
    public abstract Task<BotAnswer?> PressAsync(BotPress press, CancellationToken ct);

    /// <summary>What the bot answers; null where the question was another's.</summary>
    public abstract Task<string?> ReplyAsync(BotReply reply, CancellationToken ct);
}
