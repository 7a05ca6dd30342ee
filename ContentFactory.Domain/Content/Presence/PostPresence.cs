using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Content.Presence;

/// <summary>A tab that has a post open. Its id is the tab's.</summary>
public sealed class PostPresence : ITenantOwned
{
    private PostPresence() { }

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public Guid PostId { get; private set; }
    public Guid PersonId { get; private set; }

    /// <summary>The field that the person stands in; null while they only look.</summary>
    public string? Field { get; private set; }

    public DateTimeOffset SeenAt { get; private set; }

    internal static void Map(EntityTypeBuilder<PostPresence> presence)
    {
        presence.ToTable("post_presences");
        presence.HasKey(p => new { p.TenantId, p.Id });
        presence.Property(p => p.Field).HasMaxLength(20);
        presence.HasIndex(p => new { p.TenantId, p.PostId });
        presence.HasOne<Post>().WithMany().HasForeignKey(p => new { p.TenantId, p.PostId }).OnDelete(DeleteBehavior.Cascade);
    }
}
