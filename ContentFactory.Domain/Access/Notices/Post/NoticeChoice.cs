using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Access;

/// <summary>How a person wants to hear of urgent notices beside the bell. Without a row both ways are open.</summary>
public sealed class NoticeChoice
{
    private NoticeChoice() { }

    public NoticeChoice(Guid personId) => PersonId = personId;

    public Guid PersonId { get; private set; }
    public bool ByEmail { get; private set; } = true;

    /// <summary>As far as a Telegram account is linked.</summary>
    public bool ByTelegram { get; private set; } = true;

    public void Choose(bool byEmail, bool byTelegram) => (ByEmail, ByTelegram) = (byEmail, byTelegram);

    internal static void Map(EntityTypeBuilder<NoticeChoice> choice)
    {
        choice.ToTable("notice_choices");
        choice.HasKey(c => c.PersonId);
        choice.Property(c => c.PersonId).ValueGeneratedNever();
        choice.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>What people choose for themselves. A person is known by the session, so there is no permission to ask for.</summary>
public sealed class OwnNotices(AccessDb db)
{
    public async Task<NoticeChoice> ReadAsync(Guid personId, CancellationToken ct) =>
        await db.NoticeChoices.AsNoTracking().SingleOrDefaultAsync(c => c.PersonId == personId, ct) ?? new NoticeChoice(personId);

    public async Task SaveAsync(Guid personId, bool byEmail, bool byTelegram, CancellationToken ct)
    {
        var choice = await db.NoticeChoices.SingleOrDefaultAsync(c => c.PersonId == personId, ct);
        if (choice is null)
            db.NoticeChoices.Add(choice = new NoticeChoice(personId));
        choice.Choose(byEmail, byTelegram);
        await db.SaveChangesAsync(ct);
    }
}
