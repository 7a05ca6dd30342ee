using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Content.Hashtags;

/// <summary>Hashtags under one name, of the whole workspace or of one company, for all networks or for one.</summary>
public sealed class HashtagSet : ITenantOwned
{
    private HashtagSet() { }

    internal HashtagSet(Guid tenantId, Guid id, HashtagSetEntry entry, DateTimeOffset now)
    {
        (TenantId, Id, CreatedAt) = (tenantId, id, now);
        Change(entry, now);
    }

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public Guid? CompanyId { get; private set; }
    public string? Platform { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>By which names are compared.</summary>
    public string NameKey { get; private set; } = "";

    /// <summary>Without the sign.</summary>
    public string[] Tags { get; private set; } = [];

    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset ChangedAt { get; private set; }

    /// <param name="entry">Checked.</param>
    internal void Change(HashtagSetEntry entry, DateTimeOffset now) =>
        (CompanyId, Platform, Name, NameKey, Tags, ChangedAt) = (entry.CompanyId, entry.Platform, entry.Name, entry.Name.ToLowerInvariant(), HashtagText.Parse(entry.Tags), now);

    internal static void Map(EntityTypeBuilder<HashtagSet> set)
    {
        set.ToTable("hashtag_sets");
        set.HasKey(s => new { s.TenantId, s.Id });
        set.Property(s => s.Platform).HasMaxLength(20);
        set.Property(s => s.Name).HasMaxLength(HashtagSetEntry.LongestName);
        set.Property(s => s.NameKey).HasMaxLength(HashtagSetEntry.LongestName);
        set.HasIndex(s => new { s.TenantId, s.CompanyId, s.Platform, s.NameKey }).IsUnique().AreNullsDistinct(false);
        set.HasOne<Company>().WithMany().HasForeignKey(s => new { s.TenantId, s.CompanyId }).OnDelete(DeleteBehavior.Cascade);
        set.HasOne<Tenant>().WithMany().HasForeignKey(s => s.TenantId).OnDelete(DeleteBehavior.NoAction);
        set.Property<uint>("xmin").IsRowVersion();
    }
}

/// <summary>A set as it is typed.</summary>
/// <param name="Tags">With or without the sign, parted by blanks or commas.</param>
/// <param name="Platform">Null is for all networks.</param>
public sealed record HashtagSetEntry(string Name, string Tags, Guid? CompanyId = null, string? Platform = null)
{
    public const int LongestName = 100;
    public const int Most = 60;

    internal HashtagSetEntry Tidy() => this with { Name = PlainText.Visible(Name), Platform = string.IsNullOrEmpty(Platform) ? null : Platform };

    internal Problem? Fault()
    {
        if (PlainText.Visible(Name).Length is 0 or > LongestName)
            return Problem.Invalid(nameof(Name), "Content.SetName", LongestName);
        return HashtagText.Parse(Tags).Length is 0 or > Most ? Problem.Invalid(nameof(Tags), "Content.SetTags", Most) : null;
    }
}
