using ContentFactory.Domain.Content;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Publishing.AutoPost;

/// <summary>Left: nothing could be planned, and the reason says why.</summary>
public enum AutoPostState { Waiting, Planned, Left }

/// <summary>That a generated post which the company's rule approved is planned by itself: once in the life of the post, the row before the plan.</summary>
public sealed class AutoPostRow : ITenantOwned
{
    private AutoPostRow() { }

    public Guid TenantId { get; private set; }
    public Guid PostId { get; private set; }
    public AutoPostState State { get; private set; }
    public int Tries { get; private set; }
    public DateTimeOffset NextTryAt { get; private set; }

    /// <summary>Networks on which it could not be planned.</summary>
    public string[] Missing { get; private set; } = [];

    public string? ReasonKey { get; private set; }
    public string[] ReasonArgs { get; private set; } = [];
    public DateTimeOffset AskedAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    internal void End(AutoPostState state, IEnumerable<string> missing, Problem? why, DateTimeOffset now)
    {
        (State, Missing, EndedAt) = (state, [.. missing], now);
        (ReasonKey, ReasonArgs) = (why?.TextKey, why is null ? [] : [.. why.Args.Select(a => PlainText.Cut(Convert.ToString(a, System.Globalization.CultureInfo.InvariantCulture) ?? "", 200))]);
    }

    internal static void Map(EntityTypeBuilder<AutoPostRow> row)
    {
        row.ToTable("auto_posts");
        row.HasKey(r => new { r.TenantId, r.PostId });
        row.Property(r => r.ReasonKey).HasMaxLength(100);
        row.HasIndex(r => r.NextTryAt).HasFilter("state = 'waiting'");
        row.HasOne<Post>().WithMany().HasForeignKey(r => new { r.TenantId, r.PostId }).OnDelete(DeleteBehavior.Cascade);
        row.Property<uint>("xmin").IsRowVersion();
    }
}
