using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Access;

/// <summary>The outbox of the product's bot: a row first, then Telegram. Belongs to a chat, not to a tenant; only the system role reads it.</summary>
public sealed class BotMessage
{
    private BotMessage() { }

    public Guid Id { get; private set; }
    public long ChatId { get; private set; }
    public string Text { get; private set; } = "";

    /// <summary>Buttons below it, as Telegram takes them.</summary>
    public JsonDocument? Markup { get; private set; }

    /// <summary>The message that it takes the place of; null for a new one.</summary>
    public long? Edits { get; private set; }

    /// <summary>What it is called in its chat, once it is there.</summary>
    public long? MessageId { get; private set; }

    public LetterState State { get; private set; }
    public int Attempts { get; private set; }
    public long Fence { get; private set; }
    public DateTimeOffset DueAt { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? SentAt { get; private set; }
    public DateTimeOffset? LeaseUntil { get; private set; }
    public string? LastError { get; private set; }

    internal static void Map(EntityTypeBuilder<BotMessage> message)
    {
        message.ToTable("bot_messages", t => t.HasCheckConstraint("ck_bot_messages_lease", "(state = 'sending') = (lease_until is not null)"));
        message.HasKey(m => m.Id);
        message.Property(m => m.Id).ValueGeneratedNever();
        message.Property(m => m.Text).HasMaxLength(4096);
        message.Property(m => m.LastError).HasMaxLength(500);
        message.HasIndex(m => m.DueAt).HasFilter("state = 'due'");
        message.HasIndex(m => m.LeaseUntil).HasFilter("state = 'sending'");
    }
}
