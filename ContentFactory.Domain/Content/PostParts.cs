using ContentFactory.Domain.Content.History;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Media;
using ContentFactory.Domain.Trends;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Content;

/// <summary>What one network gets instead of the original, hashtags included. A null text follows the original.</summary>
public sealed class PostVariant : ITenantOwned
{
    private PostVariant() { }

    public PostVariant(Guid tenantId, Guid id, Guid postId, string platform) => (TenantId, Id, PostId, Platform) = (tenantId, id, postId, platform);

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public Guid PostId { get; private set; }
    public string Platform { get; private set; } = "";
    public string? Text { get; private set; }
    public string[]? ThreadParts { get; private set; }
    /// <summary>What is written under the post once it is out; null where nothing is.</summary>
    public string? FirstComment { get; private set; }

    /// <summary>Minutes between the post and its first comment, a day at most.</summary>
    public int CommentDelay { get; private set; }

    public Guid[]? MediaIds { get; set; }

    /// <summary>The cover that this network gets instead of the post's; null follows that one.</summary>
    public Guid? CoverMediaId { get; set; }

    /// <summary>What adapted the text; null where a person wrote it from the start.</summary>
    public string? MadeBy { get; private set; }

    /// <summary>A person has changed it: it is not made anew when the original changes.</summary>
    public bool Edited { get; private set; }

    /// <summary>The original has changed since.</summary>
    public bool Outdated { get; private set; }

    /// <summary>All that it says, to tell a change from none.</summary>
    internal string Says => System.Text.Json.JsonSerializer.Serialize(new { Text, ThreadParts, FirstComment, CommentDelay, MediaIds, CoverMediaId, MadeBy, Edited, Outdated });

    public void Adapt(string text, IReadOnlyList<string> parts, string? firstComment, string madeBy)
    {
        (Text, ThreadParts, MadeBy, Edited, Outdated) = (text, parts.Count > 1 ? [.. parts] : null, madeBy, false, false);
        FirstComment = firstComment ?? FirstComment;
    }

    public void Rewrite(string text, IReadOnlyList<string> parts) =>
        (Text, ThreadParts, Edited, Outdated) = (text, parts.Count > 1 ? [.. parts] : null, true, false);

    /// <summary>The same text with another opening, whoever wrote it.</summary>
    internal void Open((string Text, string[] Parts) opened) =>
        (Text, ThreadParts) = (opened.Parts is [var first, ..] ? first : opened.Text, opened.Parts.Length > 1 ? opened.Parts : null);

    /// <param name="delay">Minutes; of no comment there is none.</param>
    public void Comment(string? words, int delay) => (FirstComment, CommentDelay) = (words, words is null ? 0 : delay);

    public void OriginalChanged() => Outdated = Text is not null;

    /// <summary>Follows the original again; files, cover and first comment of its own stay.</summary>
    public void Follow() => (Text, ThreadParts, MadeBy, Edited, Outdated) = (null, null, null, false, false);

    /// <summary>Its text as a version kept it.</summary>
    internal void Restore(KeptText kept)
    {
        var parts = kept.Parts.Count > 1 ? kept.Parts.ToArray() : null;
        if ((Text, MadeBy, Edited, Outdated) == (kept.Text, kept.MadeBy, kept.Edited, false) && (ThreadParts ?? []).SequenceEqual(parts ?? []))
            return;
        (Text, ThreadParts, MadeBy, Edited, Outdated) = (kept.Text, parts, kept.MadeBy, kept.Edited, false);
    }

    internal static void Map(EntityTypeBuilder<PostVariant> variant)
    {
        variant.ToTable("post_variants", t => t.HasCheckConstraint("ck_post_variants_comment_delay", "comment_delay between 0 and 1440"));
        variant.HasKey(v => new { v.TenantId, v.Id });
        variant.Ignore(v => v.Says);
        variant.Property(v => v.Platform).HasMaxLength(20);
        variant.Property(v => v.MadeBy).HasMaxLength(100);
        variant.HasIndex(v => new { v.TenantId, v.PostId, v.Platform }).IsUnique();
        variant.HasIndex(v => new { v.TenantId, v.CoverMediaId }).HasFilter("cover_media_id is not null");
        variant.HasOne<Post>().WithMany().HasForeignKey(v => new { v.TenantId, v.PostId }).OnDelete(DeleteBehavior.Cascade);
        variant.HasOne<MediaItem>().WithMany().HasForeignKey(v => new { v.TenantId, v.CoverMediaId }).OnDelete(DeleteBehavior.NoAction);
        variant.Property<uint>("xmin").IsRowVersion();
    }
}

/// <summary>How a post read at one version.</summary>
public sealed class PostVersion : ITenantOwned
{
    private PostVersion() { }

    public PostVersion(Guid tenantId, Guid id, Guid postId, int number, PostContent content, KeptParts? parts, Guid authorId, DateTimeOffset now, int? restoredFrom = null)
    {
        (TenantId, Id, PostId, Number, Content, Parts) = (tenantId, id, postId, number, content, parts);
        (AuthorId, At, RestoredFrom) = (authorId, now, restoredFrom);
    }

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public Guid PostId { get; private set; }
    public int Number { get; private set; }
    public PostContent Content { get; private set; } = null!;

    /// <summary>Null in versions from before files and texts of networks were kept.</summary>
    public KeptParts? Parts { get; private set; }

    /// <summary>The version that this one brought back.</summary>
    public int? RestoredFrom { get; private set; }

    public Guid AuthorId { get; private set; }
    public DateTimeOffset At { get; private set; }

    internal static void Map(EntityTypeBuilder<PostVersion> version)
    {
        version.ToTable("post_versions");
        version.HasKey(v => new { v.TenantId, v.Id });
        version.Property(v => v.Content).HasColumnType("jsonb");
        version.Property(v => v.Parts).HasColumnType("jsonb");
        version.HasIndex(v => new { v.TenantId, v.PostId, v.Number }).IsUnique();
        version.HasOne<Post>().WithMany().HasForeignKey(v => new { v.TenantId, v.PostId }).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>A media item in a post, in order.</summary>
public sealed class PostMedia : ITenantOwned
{
    private PostMedia() { }

    public PostMedia(Guid tenantId, Guid id, Guid postId, Guid mediaId, int position) =>
        (TenantId, Id, PostId, MediaId, Position) = (tenantId, id, postId, mediaId, position);

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public Guid PostId { get; private set; }
    public Guid MediaId { get; private set; }
    public int Position { get; set; }
    public string? AltText { get; set; }

    internal static void Map(EntityTypeBuilder<PostMedia> media)
    {
        media.ToTable("post_media");
        media.HasKey(m => new { m.TenantId, m.Id });
        media.Property(m => m.AltText).HasMaxLength(1000);
        media.HasIndex(m => new { m.TenantId, m.PostId, m.MediaId }).IsUnique();
        media.HasIndex(m => new { m.TenantId, m.MediaId });
        media.HasOne<Post>().WithMany().HasForeignKey(m => new { m.TenantId, m.PostId }).OnDelete(DeleteBehavior.Cascade);
        media.HasOne<MediaItem>().WithMany().HasForeignKey(m => new { m.TenantId, m.MediaId }).OnDelete(DeleteBehavior.NoAction);
    }
}

public sealed class PostTopic : ITenantOwned
{
    private PostTopic() { }

    public PostTopic(Guid tenantId, Guid postId, Guid topicId) => (TenantId, PostId, TopicId) = (tenantId, postId, topicId);

    public Guid TenantId { get; private set; }
    public Guid PostId { get; private set; }
    public Guid TopicId { get; private set; }

    internal static void Map(EntityTypeBuilder<PostTopic> link)
    {
        link.ToTable("post_topics");
        link.HasKey(l => new { l.TenantId, l.PostId, l.TopicId });
        link.HasIndex(l => new { l.TenantId, l.TopicId });
        link.HasOne<Post>().WithMany().HasForeignKey(l => new { l.TenantId, l.PostId }).OnDelete(DeleteBehavior.Cascade);
        link.HasOne<Topic>().WithMany().HasForeignKey(l => new { l.TenantId, l.TopicId }).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>The idea that a post was made from.</summary>
public sealed class PostSource : ITenantOwned
{
    private PostSource() { }

    public PostSource(Guid tenantId, Guid postId, Guid trendItemId) => (TenantId, PostId, TrendItemId) = (tenantId, postId, trendItemId);

    public Guid TenantId { get; private set; }
    public Guid PostId { get; private set; }
    public Guid TrendItemId { get; private set; }

    internal static void Map(EntityTypeBuilder<PostSource> link)
    {
        link.ToTable("post_sources");
        link.HasKey(l => new { l.TenantId, l.PostId, l.TrendItemId });
        link.HasIndex(l => new { l.TenantId, l.TrendItemId });
        link.HasOne<Post>().WithMany().HasForeignKey(l => new { l.TenantId, l.PostId }).OnDelete(DeleteBehavior.Cascade);
        link.HasOne<TrendItem>().WithMany().HasForeignKey(l => new { l.TenantId, l.TrendItemId }).OnDelete(DeleteBehavior.Cascade);
    }
}
