using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Platforms.Sandbox;

/// <summary>What the sandbox does with the next calls instead of behaving.</summary>
public enum SandboxFault { None, RateLimit, TokenExpired, ServerError, TimeoutAfterAccepting, Slow }

/// <summary>An account on the built-in stand-in for a network; of Telegram a bot and its one chat. Only a hash of the token is kept, as the real platform's owner would.</summary>
public sealed class SandboxBot : ITenantOwned
{
    private SandboxBot() { }

    public SandboxBot(Guid tenantId, Guid id, string platform, long botId, byte[] tokenHash, long chatId, string handle, string title, DateTimeOffset now) =>
        (TenantId, Id, Platform, BotId, TokenHash, ChatId, Handle, Title, CreatedAt) = (tenantId, id, platform, botId, tokenHash, chatId, handle, title, now);

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public string Platform { get; private set; } = "";
    public long BotId { get; private set; }
    public byte[] TokenHash { get; private set; } = [];

    /// <summary>The number of the account at its network; of Telegram the chat's.</summary>
    public long ChatId { get; private set; }

    public string Handle { get; private set; } = "";
    public string Title { get; private set; } = "";
    public bool IsAdministrator { get; set; } = true;
    public SandboxFault Fault { get; private set; }

    /// <summary>How many more calls the fault lasts.</summary>
    public int FaultCalls { get; private set; }

    public int LastMessageId { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }

    public void BreakNext(SandboxFault fault, int calls) => (Fault, FaultCalls) = (fault, fault is SandboxFault.None ? 0 : calls);

    internal static void Map(EntityTypeBuilder<SandboxBot> bot)
    {
        bot.ToTable("sandbox_bots");
        bot.HasKey(b => new { b.TenantId, b.Id });
        bot.Property(b => b.Platform).HasMaxLength(40).HasDefaultValueSql("'telegram'");
        bot.Property(b => b.Handle).HasMaxLength(64);
        bot.Property(b => b.Title).HasMaxLength(200);
        bot.HasIndex(b => b.TokenHash).IsUnique();
        bot.HasIndex(b => b.ChatId).IsUnique();
        bot.HasIndex(b => b.Handle).IsUnique();
        bot.HasOne<Tenant>().WithMany().HasForeignKey(b => b.TenantId).OnDelete(DeleteBehavior.NoAction);
    }
}

/// <summary>A draft is what a network keeps before it publishes: a container, an upload. Nobody sees it.</summary>
public enum SandboxStage { Published, Draft }

/// <summary>A message or a post that the sandbox accepted, with what it would show.</summary>
public sealed class SandboxMessage : ITenantOwned
{
    private SandboxMessage() { }

    public SandboxMessage(Guid tenantId, Guid id, Guid botId, int messageId, string method, string text, string? mediaGroupId, DateTimeOffset now) =>
        (TenantId, Id, BotId, MessageId, Method, Text, MediaGroupId, SentAt) = (tenantId, id, botId, messageId, method, text, mediaGroupId, now);

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public Guid BotId { get; private set; }
    public int MessageId { get; private set; }
    public string Method { get; private set; } = "";
    public string Text { get; private set; } = "";
    public string? MediaGroupId { get; private set; }

    /// <summary>For networks with titles.</summary>
    public string? Title { get; private set; }

    public SandboxStage State { get; private set; }

    /// <summary>JSON: whatever else the network remembers of it.</summary>
    public string Data { get; private set; } = "{}";

    public string? FileName { get; init; }
    public string? ContentType { get; internal set; }

    /// <summary>The sent picture or file, kept small: the sandbox refuses more than the platform would, and shows pictures only.</summary>
    public byte[]? File { get; internal set; }

    public DateTimeOffset SentAt { get; private set; }
    public DateTimeOffset? RemovedAt { get; private set; }

    public void Edit(string text) => Text = text;

    public void Pin() => Data = SandboxNote.Pinned(Data);

    internal void Begin(SandboxDraft draft) => (Title, State, Data) = (draft.Title, draft.State, draft.Data);

    /// <summary>A draft is as old as it is only until it is published.</summary>
    internal void Change(SandboxPatch patch, DateTimeOffset now)
    {
        if (State is SandboxStage.Draft && patch.State is SandboxStage.Published)
            SentAt = now;
        if (patch.DropsFile)
            File = null;
        if (patch.Picture is { } picture)
            (File, ContentType) = (picture.Bytes, picture.ContentType);
        (Method, Text, Title, State, Data, MediaGroupId) =
            (patch.Method ?? Method, patch.Text ?? Text, patch.Title ?? Title, patch.State ?? State, patch.Data ?? Data, patch.AlbumId ?? MediaGroupId);
    }

    public void Remove(DateTimeOffset now) => RemovedAt = now;

    internal static void Map(EntityTypeBuilder<SandboxMessage> message)
    {
        message.ToTable("sandbox_messages");
        message.HasKey(m => new { m.TenantId, m.Id });
        message.Property(m => m.Method).HasMaxLength(40);
        message.Property(m => m.State).HasDefaultValueSql("'published'").HasSentinel((SandboxStage)(-1));
        message.Property(m => m.Data).HasColumnType("jsonb").HasDefaultValueSql("'{}'");
        message.Property(m => m.MediaGroupId).HasMaxLength(40);
        message.Property(m => m.FileName).HasMaxLength(300);
        message.Property(m => m.ContentType).HasMaxLength(100);
        message.HasIndex(m => new { m.TenantId, m.BotId, m.MessageId }).IsUnique();
        message.HasOne<SandboxBot>().WithMany().HasForeignKey(m => new { m.TenantId, m.BotId }).OnDelete(DeleteBehavior.Cascade);
    }
}
