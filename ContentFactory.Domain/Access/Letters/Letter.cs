using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Access;

public enum LetterState { Due, Sending, Sent, Failed, Unknown }

/// <summary>The outbox of e-mail: a row first, then SMTP. Belongs to an address, not to a tenant; only the system role reads it.</summary>
public sealed class Letter
{
    public const int SubjectLength = 300;

    private Letter() { }

    public Letter(Guid id, string to, string culture, string subject, string text, DateTimeOffset now) =>
        (Id, To, Culture, Subject, Text, CreatedAt, DueAt) = (id, to, culture, subject, text, now, now);

    public Guid Id { get; private set; }
    public string To { get; private set; } = "";
    public string Culture { get; private set; } = "";
    public string Subject { get; private set; } = "";
    public string Text { get; private set; } = "";

    /// <summary>What the button says that stands for the link of the text; null for the usual words.</summary>
    public string? Button { get; init; }

    /// <summary>When what it opens is over: a code or a link is of no use afterwards, and is blanked. Null for letters without one.</summary>
    public DateTimeOffset? SecretUntil { get; init; }

    public LetterState State { get; private set; }
    public int Attempts { get; private set; }
    public DateTimeOffset DueAt { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? SentAt { get; private set; }
    public string? LastError { get; private set; }
    public DateTimeOffset? LeaseUntil { get; private set; }
    public long Fence { get; private set; }

    internal static void Map(EntityTypeBuilder<Letter> letter)
    {
        letter.ToTable("letters", t => t.HasCheckConstraint("ck_letters_lease", "(state = 'sending') = (lease_until is not null)"));
        letter.HasKey(l => l.Id);
        letter.Property(l => l.To).HasColumnName("to_address").HasMaxLength(320);
        letter.Property(l => l.Culture).HasMaxLength(10);
        letter.Property(l => l.Subject).HasMaxLength(SubjectLength);
        letter.Property(l => l.Button).HasMaxLength(100);
        letter.Property(l => l.LastError).HasMaxLength(500);
        letter.Property(l => l.Fence).HasDefaultValue(0L);
        letter.HasIndex(l => l.CreatedAt);
        letter.HasIndex(l => l.DueAt).HasFilter("state = 'due'");
        letter.HasIndex(l => l.SecretUntil).HasFilter("secret_until is not null");
        letter.HasIndex(l => l.LeaseUntil).HasFilter("state = 'sending'");
    }
}
