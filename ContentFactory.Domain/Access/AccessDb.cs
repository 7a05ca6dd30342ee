using System.Text.Json;
using ContentFactory.Domain.Access.Keys;
using ContentFactory.Domain.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Access;

/// <summary>
/// People and what belongs to no tenant: Identity's tables, letters, the key ring. Used before a tenant is known, so it runs as the
/// system role; a tenant's own connection cannot read these tables at all.
/// </summary>
public sealed class AccessDb(DbContextOptions<AccessDb> options) : IdentityDbContext<Person, IdentityRole<Guid>, Guid>(options)
{
    public DbSet<Letter> Letters => Set<Letter>();
    public DbSet<KeyRingEntry> KeyRing => Set<KeyRingEntry>();
    internal DbSet<KeyStoreName> KeyStores => Set<KeyStoreName>();
    public DbSet<Attempt> Attempts => Set<Attempt>();
    public DbSet<Session> Sessions => Set<Session>();
    public DbSet<EntryRequest> EntryRequests => Set<EntryRequest>();
    public DbSet<NoticeChoice> NoticeChoices => Set<NoticeChoice>();
    internal DbSet<AuditEntry> AuditLog => Set<AuditEntry>();

    /// <summary>A row of the audit log for what is done to a person, saved with the change itself.</summary>
    internal void Audit(Actor actor, Origin? origin, Permission action, string entity, Guid? entityId, object? before, object? after, DateTimeOffset now) =>
        AuditLog.Add(new AuditEntry(Ids.New(now), actor, action, entity, entityId, AuditJson.Of(before), AuditJson.Of(after), now)
        {
            Address = origin?.Address,
            UserAgent = origin?.UserAgent is { Length: > 300 } agent ? agent[..300] : origin?.UserAgent,
        });

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        SnakeCase.StoreEnums(configurationBuilder);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        Person.Map(builder.Entity<Person>());
        builder.Entity<IdentityRole<Guid>>().ToTable("roles");
        builder.Entity<IdentityUserRole<Guid>>().ToTable("person_roles");
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("person_claims");
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("person_logins");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("person_tokens");
        builder.Entity<IdentityRoleClaim<Guid>>().ToTable("role_claims");
        builder.Entity<IdentityUserPasskey<Guid>>().ToTable("person_passkeys").OwnsOne(p => p.Data).ToJson("data");
        Letter.Map(builder.Entity<Letter>());
        KeyRingEntry.Map(builder.Entity<KeyRingEntry>());
        KeyStoreName.Map(builder.Entity<KeyStoreName>());
        Attempt.Map(builder.Entity<Attempt>());
        Session.Map(builder.Entity<Session>());
        Viewing.Map(builder.Entity<Viewing>());
        // the tenants' context makes the table; here only what is done to people is written into it
        AuditEntry.Map(builder.Entity<AuditEntry>());
        builder.Entity<AuditEntry>().ToTable(t => t.ExcludeFromMigrations());
        EntryRequest.Map(builder.Entity<EntryRequest>());
        PersonTelegram.Map(builder.Entity<PersonTelegram>());
        TelegramCode.Map(builder.Entity<TelegramCode>());
        NoticeChoice.Map(builder.Entity<NoticeChoice>());
        BotMessage.Map(builder.Entity<BotMessage>());
        SnakeCase.Apply(builder);
    }
}
