using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Content;

/// <summary>What a search reads of a post, in lower case. A trigger of the posts writes it, find_posts reads it.</summary>
internal sealed class PostSearchText : ITenantOwned
{
    public Guid TenantId { get; private set; }
    public Guid PostId { get; private set; }
    public string Title { get; private set; } = "";
    public string Text { get; private set; } = "";

    internal static void Map(EntityTypeBuilder<PostSearchText> text)
    {
        text.ToTable("post_search_texts");
        text.HasKey(t => new { t.TenantId, t.PostId });
        text.HasOne<Post>().WithOne().HasForeignKey<PostSearchText>(t => new { t.TenantId, t.PostId }).OnDelete(DeleteBehavior.Cascade);
    }
}
