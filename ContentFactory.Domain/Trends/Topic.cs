using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Trends;

/// <summary>What a company writes about; its keywords decide how well a trend item fits.</summary>
public sealed class Topic : ITenantOwned
{
    private Topic() { }

    public Topic(Guid tenantId, Guid id, string name, string[] keywords, string language, DateTimeOffset now) =>
        (TenantId, Id, Name, Keywords, Language, CreatedAt) = (tenantId, id, name, keywords, language, now);

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public Guid? NicheId { get; private set; }
    public string Name { get; private set; } = "";
    public string[] Keywords { get; private set; } = [];
    public string Language { get; private set; } = "ru";
    public DateTimeOffset CreatedAt { get; private set; }

    public void Change(string name, string[] keywords, string language) => (Name, Keywords, Language) = (name, keywords, language);

    public void Join(Guid? nicheId) => NicheId = nicheId;

    internal static void Map(EntityTypeBuilder<Topic> topic)
    {
        topic.ToTable("topics");
        topic.HasKey(t => new { t.TenantId, t.Id });
        topic.Property(t => t.Name).HasMaxLength(200);
        topic.Property(t => t.Language).HasMaxLength(10);
        topic.HasIndex(t => new { t.TenantId, t.Name }).IsUnique();
        topic.HasIndex(t => new { t.TenantId, t.NicheId });
        topic.HasOne<Niche>().WithMany().HasForeignKey(t => new { t.TenantId, t.NicheId }).OnDelete(DeleteBehavior.ClientNoAction);
        topic.HasOne<Tenant>().WithMany().HasForeignKey(t => t.TenantId).OnDelete(DeleteBehavior.NoAction);
        topic.Property<uint>("xmin").IsRowVersion();
    }
}

/// <summary>A company's subscription to a topic.</summary>
public sealed class CompanyTopic : ITenantOwned
{
    private CompanyTopic() { }

    public CompanyTopic(Guid tenantId, Guid companyId, Guid topicId) => (TenantId, CompanyId, TopicId) = (tenantId, companyId, topicId);

    public Guid TenantId { get; private set; }
    public Guid CompanyId { get; private set; }
    public Guid TopicId { get; private set; }

    internal static void Map(EntityTypeBuilder<CompanyTopic> link)
    {
        link.ToTable("company_topics");
        link.HasKey(l => new { l.TenantId, l.CompanyId, l.TopicId });
        link.HasIndex(l => new { l.TenantId, l.TopicId });
        link.HasOne<Company>().WithMany().HasForeignKey(l => new { l.TenantId, l.CompanyId }).OnDelete(DeleteBehavior.Cascade);
        link.HasOne<Topic>().WithMany().HasForeignKey(l => new { l.TenantId, l.TopicId }).OnDelete(DeleteBehavior.Cascade);
    }
}
