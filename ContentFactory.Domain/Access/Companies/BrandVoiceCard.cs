using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Access;

/// <summary>How a company speaks. Read by people, the offline composer and the models alike.</summary>
public sealed class BrandVoiceCard : ITenantOwned
{
    private BrandVoiceCard() { }

    internal BrandVoiceCard(Guid tenantId, Guid companyId, string language) => (TenantId, CompanyId, Language) = (tenantId, companyId, language);

    public Guid TenantId { get; private set; }
    public Guid CompanyId { get; private set; }
    public string Language { get; set; } = "ru";
    public string? FormOfAddress { get; set; }
    public string[] Personality { get; set; } = [];
    public string[] Preferred { get; set; } = [];
    public string[] Avoid { get; set; } = [];
    public string[] Emoji { get; set; } = [];
    public string[] Do { get; set; } = [];
    public string[] Dont { get; set; } = [];

    /// <summary>Occasion to example text ("announcement", "celebration", ...): truly free-form, so jsonb.</summary>
    public Dictionary<string, string> Examples { get; set; } = [];

    internal BrandVoiceEntry Entry => new(Language, FormOfAddress, Personality, Preferred, Avoid, Emoji, Do, Dont, new Dictionary<string, string>(Examples));

    internal void Change(BrandVoiceEntry entry)
    {
        (Language, FormOfAddress, Personality, Preferred, Avoid) = (entry.Language, entry.FormOfAddress, [.. entry.Personality], [.. entry.Preferred], [.. entry.Avoid]);
        (Emoji, Do, Dont, Examples) = ([.. entry.Emoji], [.. entry.Do], [.. entry.Dont], new(entry.Examples));
    }

    internal static void Map(EntityTypeBuilder<BrandVoiceCard> voice)
    {
        voice.ToTable("brand_voices");
        voice.Ignore(v => v.Entry);
        voice.HasKey(v => new { v.TenantId, v.CompanyId });
        voice.Property(v => v.Language).HasMaxLength(10);
        voice.Property(v => v.FormOfAddress).HasMaxLength(20);
        voice.Property(v => v.Examples).HasColumnType("jsonb");
        voice.Property<uint>("xmin").IsRowVersion();
    }
}
