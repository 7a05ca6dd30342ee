using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Access;

/// <summary>The one Telegram account that acts as a person. Unique both ways.</summary>
public sealed class PersonTelegram
{
    public Guid PersonId { get; private set; }
    public long TelegramUserId { get; private set; }

    /// <summary>"@name", or the name where there is no public one.</summary>
    public string Shown { get; private set; } = "";

    public DateTimeOffset LinkedAt { get; private set; }

    internal static void Map(EntityTypeBuilder<PersonTelegram> link)
    {
        link.ToTable("person_telegrams", t => t.HasCheckConstraint("ck_person_telegrams_user", "telegram_user_id > 0"));
        link.HasKey(l => l.PersonId);
        link.Property(l => l.PersonId).ValueGeneratedNever();
        link.Property(l => l.Shown).HasMaxLength(100);
        link.HasIndex(l => l.TelegramUserId).IsUnique();
        link.HasOne<Person>().WithMany().HasForeignKey(l => l.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>A code that links the Telegram account which sends it; kept as its hash, one per person.</summary>
public sealed class TelegramCode
{
    public Guid PersonId { get; private set; }
    public byte[] CodeHash { get; private set; } = [];
    public DateTimeOffset ExpiresAt { get; private set; }

    internal static void Map(EntityTypeBuilder<TelegramCode> code)
    {
        code.ToTable("telegram_codes");
        code.HasKey(c => c.PersonId);
        code.Property(c => c.PersonId).ValueGeneratedNever();
        code.HasIndex(c => c.CodeHash).IsUnique();
        code.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}
