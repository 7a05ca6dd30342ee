using ContentFactory.Domain.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Content;

public sealed partial class Post
{
    internal static void Map(EntityTypeBuilder<Post> post)
    {
        post.ToTable("posts");
        post.HasKey(p => new { p.TenantId, p.Id });
        post.Property(p => p.Title).HasMaxLength(500);
        post.Property(p => p.Hook).HasMaxLength(1000);
        post.Property(p => p.CallToAction).HasMaxLength(500);
        post.Property(p => p.Link).HasMaxLength(2000);
        post.Property(p => p.MadeBy).HasMaxLength(100);
        post.Property(p => p.RejectionComment).HasMaxLength(2000);
        post.Property(p => p.ApproverGuest).HasMaxLength(Approvals.ApprovalLink.LongestName);
        post.Property(p => p.AiCost).HasPrecision(18, 6);
        post.Property(p => p.AiCurrency).HasMaxLength(3).IsFixedLength();
        post.Ignore(p => p.FullText);
        post.Ignore(p => p.CanEdit);
        post.HasIndex(p => new { p.TenantId, p.Status, p.UpdatedAt });
        post.HasIndex(p => new { p.TenantId, p.UpdatedAt, p.Id }).HasFilter("status <> 'archived'");
        post.HasIndex(p => new { p.TenantId, p.CompanyId });
        post.HasIndex(p => new { p.TenantId, p.NicheId });
        post.HasIndex(p => new { p.TenantId, p.CoverMediaId }).HasFilter("cover_media_id is not null");
        post.HasIndex(p => p.TenantId).HasFilter("cardinality(tags) > 0");
        post.HasIndex(p => p.ReadyAt).HasFilter("status = 'ready'");
        post.HasIndex(p => p.ApprovedAt).HasFilter("status = 'approved' and made_by is not null");
        post.HasOne<Company>().WithMany().HasForeignKey(p => new { p.TenantId, p.CompanyId }).OnDelete(DeleteBehavior.NoAction);
        post.HasOne<Trends.Niche>().WithMany().HasForeignKey(p => new { p.TenantId, p.NicheId }).OnDelete(DeleteBehavior.ClientNoAction);
        post.HasOne<Media.MediaItem>().WithMany().HasForeignKey(p => new { p.TenantId, p.CoverMediaId }).OnDelete(DeleteBehavior.NoAction);
        post.HasOne<Tenant>().WithMany().HasForeignKey(p => p.TenantId).OnDelete(DeleteBehavior.NoAction);
        post.Property<uint>("xmin").IsRowVersion();
    }
}
