using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Content.Snippets;

/// <summary>A signature is put below a text, a variable's value takes the place of its name.</summary>
public enum SnippetKind { Signature, Variable }

/// <summary>Words that are used again and again, of the whole workspace or of one company. They are copied into a post: what is approved does not change with them.</summary>
public sealed class TextSnippet : ITenantOwned
{
    private TextSnippet() { }

    internal TextSnippet(Guid tenantId, Guid id, SnippetEntry entry, DateTimeOffset now)
    {
        (TenantId, Id, CreatedAt) = (tenantId, id, now);
        Change(entry, now);
    }

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public Guid? CompanyId { get; private set; }
    public SnippetKind Kind { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>By which names are compared.</summary>
    public string NameKey { get; private set; } = "";

    public string Text { get; private set; } = "";
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset ChangedAt { get; private set; }

    /// <param name="entry">Checked.</param>
    internal void Change(SnippetEntry entry, DateTimeOffset now) =>
        (CompanyId, Kind, Name, NameKey, Text, ChangedAt) = (entry.CompanyId, entry.Kind, entry.Name, entry.Name.ToLowerInvariant(), entry.Text, now);

    internal static void Map(EntityTypeBuilder<TextSnippet> snippet)
    {
        snippet.ToTable("text_snippets");
        snippet.HasKey(s => new { s.TenantId, s.Id });
        snippet.Property(s => s.Name).HasMaxLength(SnippetEntry.LongestName);
        snippet.Property(s => s.NameKey).HasMaxLength(SnippetEntry.LongestName);
        snippet.Property(s => s.Text).HasMaxLength(SnippetEntry.LongestText);
        snippet.HasIndex(s => new { s.TenantId, s.CompanyId, s.Kind, s.NameKey }).IsUnique().AreNullsDistinct(false);
        snippet.HasOne<Company>().WithMany().HasForeignKey(s => new { s.TenantId, s.CompanyId }).OnDelete(DeleteBehavior.Cascade);
        snippet.HasOne<Tenant>().WithMany().HasForeignKey(s => s.TenantId).OnDelete(DeleteBehavior.NoAction);
        snippet.Property<uint>("xmin").IsRowVersion();
    }
}

/// <summary>A snippet as it is typed.</summary>
/// <param name="CompanyId">Null is for all companies.</param>
public sealed record SnippetEntry(SnippetKind Kind, string Name, string Text, Guid? CompanyId = null)
{
    public const int LongestName = 60;
    public const int LongestText = 2000;

    internal SnippetEntry Tidy() => this with { Name = NameOf(Kind, Name), Text = PlainText.Clean(Text).Trim() };

    internal Problem? Fault()
    {
        var tidy = Tidy();
        if (!Enum.IsDefined(Kind))
            return Problem.Invalid(nameof(Kind), "Content.SnippetKind");
        if (tidy.Name.Length is 0 or > LongestName)
            return Problem.Invalid(nameof(Name), "Content.SnippetName", LongestName);
        if (Kind is SnippetKind.Variable && !SnippetText.IsName(tidy.Name))
            return Problem.Invalid(nameof(Name), "Content.SnippetVariable");
        return tidy.Text.Length is 0 or > LongestText ? Problem.Invalid(nameof(Text), "Content.SnippetText", LongestText) : null;
    }

    // people type a variable's name with its braces, too
    private static string NameOf(SnippetKind kind, string name) => kind is SnippetKind.Variable ? PlainText.Visible(name).Trim('{', '}', ' ') : PlainText.Visible(name);
}
