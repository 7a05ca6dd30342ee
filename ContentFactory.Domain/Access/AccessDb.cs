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
    public DbSet<Attempt> Attempts => Set<Attempt>();

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
        Attempt.Map(builder.Entity<Attempt>());
        PersonTelegram.Map(builder.Entity<PersonTelegram>());
        TelegramCode.Map(builder.Entity<TelegramCode>());
        SnakeCase.Apply(builder);
    }
}
