using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Content.Openings;

/// <summary>Openings of a post that are tried against each other, publication by publication. A post has one test; a new one takes the place of the last.</summary>
public sealed class HookTest : ITenantOwned
{
    public const int Least = 2;
    public const int Most = 4;

    private HookTest() { }

    public HookTest(Guid tenantId, Guid postId) => (TenantId, PostId) = (tenantId, postId);

    public Guid TenantId { get; private set; }
    public Guid PostId { get; private set; }
    public DateTimeOffset StartedAt { get; private set; }
    public Guid StartedBy { get; private set; }
    public DateTimeOffset? StoppedAt { get; private set; }

    /// <summary>The opening that was put into the text at the end.</summary>
    public short? Chosen { get; private set; }

    /// <summary>How people call an opening: A, B, C, D.</summary>
    public static string Letter(int position) => ((char)('A' + position)).ToString();

    public void Start(Guid by, DateTimeOffset now) => (StartedAt, StartedBy, StoppedAt, Chosen) = (now, by, null, null);

    /// <summary>From here on the post's own opening goes out.</summary>
    public Result Stop(DateTimeOffset now, short? chosen = null)
    {
        if (StoppedAt is not null)
            return Problem.Conflict("Content.OpeningsNotTested");
        (StoppedAt, Chosen) = (now, chosen);
        return Result.Done;
    }

    internal static void Map(EntityTypeBuilder<HookTest> test)
    {
        test.ToTable("hook_tests", t => t.HasCheckConstraint("ck_hook_tests_chosen", "chosen is null or stopped_at is not null"));
        test.HasKey(t => new { t.TenantId, t.PostId });
        test.HasOne<Post>().WithMany().HasForeignKey(t => new { t.TenantId, t.PostId }).OnDelete(DeleteBehavior.Cascade);
        test.Property<uint>("xmin").IsRowVersion();
    }
}

/// <summary>One of the openings of a test.</summary>
public sealed class HookVariant : ITenantOwned
{
    public const int Longest = 1000;

    private HookVariant() { }

    public HookVariant(Guid tenantId, Guid postId, short position, string text) => (TenantId, PostId, Position, Text) = (tenantId, postId, position, text);

    public Guid TenantId { get; private set; }
    public Guid PostId { get; private set; }

    /// <summary>From 0, which is A.</summary>
    public short Position { get; private set; }

    public string Text { get; private set; } = "";

    public void Write(string text) => Text = text;

    internal static void Map(EntityTypeBuilder<HookVariant> variant)
    {
        variant.ToTable("hook_variants", t =>
        {
            t.HasCheckConstraint("ck_hook_variants_position", "position between 0 and 3");
            t.HasCheckConstraint("ck_hook_variants_text", "text <> ''");
        });
        variant.HasKey(v => new { v.TenantId, v.PostId, v.Position });
        variant.Property(v => v.Text).HasMaxLength(Longest);
        variant.HasOne<HookTest>().WithMany().HasForeignKey(v => new { v.TenantId, v.PostId }).OnDelete(DeleteBehavior.Cascade);
    }
}
