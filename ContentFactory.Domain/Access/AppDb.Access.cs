using ContentFactory.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain;

public sealed partial class AppDb
{
    public DbSet<Tenant> Tenants => Set<Tenant>();
    public DbSet<PersonCard> People => Set<PersonCard>();
    public DbSet<Company> Companies => Set<Company>();
    public DbSet<BrandVoiceCard> BrandVoices => Set<BrandVoiceCard>();
    public DbSet<WebhookSecret> WebhookSecrets => Set<WebhookSecret>();
    public DbSet<Member> Members => Set<Member>();
    public DbSet<Setting> Settings => Set<Setting>();
    public DbSet<Notification> Notifications => Set<Notification>();
    public DbSet<AuditEntry> AuditLog => Set<AuditEntry>();

    private static void MapAccess(ModelBuilder model)
    {
        Tenant.Map(model.Entity<Tenant>());
        PersonCard.Map(model.Entity<PersonCard>());
        Company.Map(model.Entity<Company>());
        BrandVoiceCard.Map(model.Entity<BrandVoiceCard>());
        WebhookSecret.Map(model.Entity<WebhookSecret>());
        Member.Map(model.Entity<Member>());
        Setting.Map(model.Entity<Setting>());
        Notification.Map(model.Entity<Notification>());
        AuditEntry.Map(model.Entity<AuditEntry>());
    }
}
