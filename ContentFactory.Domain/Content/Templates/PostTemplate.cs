using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Content.Templates;

public enum TemplateCategory
{
    Announcement, Spotlight, Milestone, Tip, HowTo, Question, Poll, CaseStudy, Event, Offer, BehindTheScenes, Quote, Digest, Checklist, Other,
}

public enum TemplateFormat { Single, Thread }

/// <summary>The form of a post, of a whole workspace or of one company. The product's own stand in <see cref="SystemTemplates"/>.</summary>
public sealed class PostTemplate : ITenantOwned
{
    private PostTemplate() { }

    internal PostTemplate(Guid tenantId, Guid id, TemplateForm form, DateTimeOffset now)
    {
        (TenantId, Id, CreatedAt) = (tenantId, id, now);
        Change(form, now);
    }

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }

    /// <summary>Null for a template that all companies of the workspace may use.</summary>
    public Guid? CompanyId { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>By which names are compared.</summary>
    public string NameKey { get; private set; } = "";

    public string Description { get; private set; } = "";
    public TemplateCategory Category { get; private set; }
    public PostType Type { get; private set; }

    /// <summary>Networks that it is meant for; none are all.</summary>
    public string[] Platforms { get; private set; } = [];

    public string Language { get; private set; } = "";
    public TemplateFormat Format { get; private set; }
    public string[] Parts { get; private set; } = [];
    public TemplateVariable[] Variables { get; private set; } = [];
    public string Hints { get; private set; } = "";
    public string[] Examples { get; private set; } = [];
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset ChangedAt { get; private set; }

    internal TemplateForm Form => new(CompanyId, Name, Description, Category, Type, Platforms, Language, Format, Parts, Variables, Hints, Examples);

    /// <param name="form">Checked.</param>
    internal void Change(TemplateForm form, DateTimeOffset now)
    {
        (CompanyId, Name, NameKey, Description, Category) = (form.CompanyId, form.Name, form.Name.ToLowerInvariant(), form.Description, form.Category);
        (Type, Platforms, Language, Format) = (form.Type, [.. form.Platforms], form.Language, form.Format);
        (Parts, Variables, Hints, Examples, ChangedAt) = ([.. form.Parts], [.. form.Variables], form.Hints, [.. form.Examples], now);
    }

    internal static void Map(EntityTypeBuilder<PostTemplate> template)
    {
        template.ToTable("post_templates");
        template.HasKey(t => new { t.TenantId, t.Id });
        template.Ignore(t => t.Form);
        template.Property(t => t.Name).HasMaxLength(TemplateEntry.LongestName);
        template.Property(t => t.NameKey).HasMaxLength(TemplateEntry.LongestName);
        template.Property(t => t.Description).HasMaxLength(TemplateEntry.LongestDescription);
        template.Property(t => t.Language).HasMaxLength(10);
        template.Property(t => t.Hints).HasMaxLength(TemplateEntry.LongestHints);
        template.Property(t => t.Variables).HasColumnType("jsonb");
        template.HasIndex(t => new { t.TenantId, t.CompanyId, t.NameKey }).IsUnique().AreNullsDistinct(false);
        template.HasOne<Company>().WithMany().HasForeignKey(t => new { t.TenantId, t.CompanyId }).OnDelete(DeleteBehavior.Cascade);
        template.HasOne<Tenant>().WithMany().HasForeignKey(t => t.TenantId).OnDelete(DeleteBehavior.NoAction);
        template.Property<uint>("xmin").IsRowVersion();
    }
}

/// <summary>Everything that a template says, wherever it is kept.</summary>
public sealed record TemplateForm(
    Guid? CompanyId, string Name, string Description, TemplateCategory Category, PostType Type, IReadOnlyList<string> Platforms, string Language,
    TemplateFormat Format, IReadOnlyList<string> Parts, IReadOnlyList<TemplateVariable> Variables, string Hints, IReadOnlyList<string> Examples);
