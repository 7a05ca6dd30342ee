using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Access;

/// <summary>The sealed secret with which outside systems prove themselves towards a company.</summary>
public sealed class WebhookSecret : ITenantOwned
{
    private WebhookSecret() { }

    internal WebhookSecret(Guid tenantId, Guid companyId, byte[] cipher, string masked, DateTimeOffset now) =>
        (TenantId, CompanyId, Cipher, Masked, MadeAt) = (tenantId, companyId, cipher, masked, now);

    public Guid TenantId { get; private set; }
    public Guid CompanyId { get; private set; }
    public byte[] Cipher { get; private set; } = [];

    /// <summary>The last four characters behind dots: all that is ever shown again.</summary>
    public string Masked { get; private set; } = "";

    public DateTimeOffset MadeAt { get; private set; }
    public byte[]? FormerCipher { get; private set; }
    public DateTimeOffset? FormerUntil { get; private set; }

    internal void Rotate(byte[] cipher, string masked, DateTimeOffset now, TimeSpan bothValid) =>
        (FormerCipher, FormerUntil, Cipher, Masked, MadeAt) = (Cipher, now + bothValid, cipher, masked, now);

    internal static void Map(EntityTypeBuilder<WebhookSecret> secret)
    {
        secret.ToTable("webhook_secrets", t => t.HasCheckConstraint("ck_webhook_secrets_former", "(former_cipher is null) = (former_until is null)"));
        secret.HasKey(s => new { s.TenantId, s.CompanyId });
        secret.Property(s => s.Masked).HasMaxLength(20);
        secret.HasOne<Company>().WithOne().HasForeignKey<WebhookSecret>(s => new { s.TenantId, s.CompanyId }).OnDelete(DeleteBehavior.Cascade);
        secret.Property<uint>("xmin").IsRowVersion();
    }
}
