using ContentFactory.Domain.Content;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Publishing;

/// <summary>A post in the rotation of a category. It is in one at most: its key is the post's.</summary>
public sealed class EvergreenPost : ITenantOwned
{
    public const int MostTimesLimit = 1000;

    private EvergreenPost() { }

    public EvergreenPost(Guid tenantId, Guid postId, Guid categoryId, DateOnly? until, int? mostTimes, Guid addedBy, DateTimeOffset now) =>
        (TenantId, PostId, CategoryId, Until, MostTimes, AddedBy, AddedAt) = (tenantId, postId, categoryId, until, mostTimes, addedBy, now);

    public Guid TenantId { get; private set; }
    public Guid PostId { get; private set; }
    public Guid CategoryId { get; private set; }

    /// <summary>The last day, by the slot's clock, on which it may go out.</summary>
    public DateOnly? Until { get; private set; }

    /// <summary>How often the rotation sends it at most, over all channels, since it was added.</summary>
    public int? MostTimes { get; private set; }

    public Guid AddedBy { get; private set; }
    public DateTimeOffset AddedAt { get; private set; }

    public void Limit(DateOnly? until, int? mostTimes) => (Until, MostTimes) = (until, mostTimes);

    internal static void Map(EntityTypeBuilder<EvergreenPost> post)
    {
        post.ToTable("evergreen_posts", t => t.HasCheckConstraint("ck_evergreen_posts_most_times", "most_times between 1 and 1000"));
        post.HasKey(p => new { p.TenantId, p.PostId });
        post.HasIndex(p => new { p.TenantId, p.CategoryId });
        post.HasOne<EvergreenCategory>().WithMany().HasForeignKey(p => new { p.TenantId, p.CategoryId }).OnDelete(DeleteBehavior.Cascade);
        post.HasOne<Post>().WithMany().HasForeignKey(p => new { p.TenantId, p.PostId }).OnDelete(DeleteBehavior.Cascade);
        post.Property<uint>("xmin").IsRowVersion();
    }
}
