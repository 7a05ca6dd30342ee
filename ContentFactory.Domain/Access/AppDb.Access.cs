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
    public DbSet<FormerMember> FormerMembers => Set<FormerMember>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<Setting> Settings => Set<Setting>();
    public DbSet<SystemSetting> SystemSettings => Set<SystemSetting>();
    public DbSet<Notification> Notifications => Set<Notification>();
    public DbSet<AuditEntry> AuditLog => Set<AuditEntry>();

    /// <summary>Until the transaction ends nobody else of the tenant counts what is limited; inserts that only refer to the tenant go on.</summary>
    internal Task LockTenantAsync(CancellationToken ct) => Database.ExecuteSqlAsync($"select 1 from tenants where id = {TenantId} for no key update", ct);

    /// <summary>The tenant as it stands, locked until the transaction ends.</summary>
    internal async Task<Tenant> TakeTenantAsync(CancellationToken ct)
    {
        await LockTenantAsync(ct);
        return await Tenants.AsNoTracking().SingleAsync(ct);
    }

    /// <summary>Null for who was never a member and is not the tenant's manager.</summary>
    internal Task<string?> NameOfAsync(Guid personId, CancellationToken ct) =>
        People.Where(p => p.Id == personId).Select(p => p.DisplayName).FirstOrDefaultAsync(ct);

    private static void MapAccess(ModelBuilder model)
    {
        Tenant.Map(model.Entity<Tenant>());
        PersonCard.Map(model.Entity<PersonCard>());
        Company.Map(model.Entity<Company>());
        BrandVoiceCard.Map(model.Entity<BrandVoiceCard>());
        WebhookSecret.Map(model.Entity<WebhookSecret>());
        Member.Map(model.Entity<Member>());
        FormerMember.Map(model.Entity<FormerMember>());
        Invitation.Map(model.Entity<Invitation>());
        Setting.Map(model.Entity<Setting>());
        SystemSetting.Map(model.Entity<SystemSetting>());
        Notification.Map(model.Entity<Notification>());
        AuditEntry.Map(model.Entity<AuditEntry>());
    }
}
