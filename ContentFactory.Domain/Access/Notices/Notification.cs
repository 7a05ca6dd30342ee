using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Access;

/// <summary>
/// Something a person of a tenant should know. The text is a key, so that it reads in the language of the reader. Unread, there is one
/// of each text and link for a person.
/// </summary>
public sealed class Notification : ITenantOwned
{
    private Notification() { }

    public Notification(Guid tenantId, Guid id, Guid personId, string textKey, string[] args, string? link, DateTimeOffset now) =>
        (TenantId, Id, PersonId, TextKey, Args, Link, CreatedAt) = (tenantId, id, personId, textKey, args, link, now);

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public Guid PersonId { get; private set; }
    public string TextKey { get; private set; } = "";
    public string[] Args { get; private set; } = [];
    public string? Link { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? ReadAt { get; private set; }

    /// <summary>When <see cref="NoticePost"/> took it up: it may have become a part of a letter then, or not. Null again when it is told anew an hour later.</summary>
    public DateTimeOffset? ForwardedAt { get; private set; }

    public void Read(DateTimeOffset now) => ReadAt ??= now;

    internal static void Map(EntityTypeBuilder<Notification> notification)
    {
        notification.ToTable("notifications");
        notification.HasKey(n => new { n.TenantId, n.Id });
        notification.Property(n => n.TextKey).HasMaxLength(100);
        notification.Property(n => n.Link).HasMaxLength(500);
        notification.HasIndex(n => new { n.TenantId, n.PersonId, n.CreatedAt });
        notification.HasIndex(n => n.CreatedAt).HasFilter("forwarded_at is null");
        notification.HasIndex(n => new { n.TenantId, n.PersonId, n.TextKey, n.Link }).IsUnique().HasFilter("read_at IS NULL");
        notification.HasOne<Tenant>().WithMany().HasForeignKey(n => n.TenantId).OnDelete(DeleteBehavior.NoAction);
    }
}
