using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Access;

/// <summary>Somebody with an account. People belong to no tenant; memberships join them to tenants.</summary>
public sealed class Person : IdentityUser<Guid>
{
    public string DisplayName { get; set; } = "";

    /// <summary>"ru" or "en": the language of letters and of the first page.</summary>
    public string Language { get; set; } = "ru";

    /// <summary>IANA zone, null until the person chose one.</summary>
    public string? ZoneId { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? LastSignInAt { get; set; }
    public DateTimeOffset? DeactivatedAt { get; private set; }

    /// <summary>When the one trial of this person began; set by the database (claim_tenant).</summary>
    public DateTimeOffset? TrialAt { get; private set; }

    public void Deactivate(DateTimeOffset now) => DeactivatedAt ??= now;

    public void Reactivate() => DeactivatedAt = null;

    internal static void Map(EntityTypeBuilder<Person> person)
    {
        person.ToTable("people");
        person.Property(p => p.DisplayName).HasMaxLength(200);
        person.Property(p => p.Language).HasMaxLength(10);
        person.Property(p => p.ZoneId).HasMaxLength(64);
    }
}

/// <summary>What members of a tenant may see of each other; a view, so that a tenant's connection never reads password hashes or strangers.</summary>
public sealed class PersonCard
{
    public Guid Id { get; private set; }
    public string DisplayName { get; private set; } = "";
    public string? Email { get; private set; }
    public DateTimeOffset? LastSignInAt { get; private set; }
    public DateTimeOffset? DeactivatedAt { get; private set; }

    internal static void Map(EntityTypeBuilder<PersonCard> card) => card.ToView("tenant_people").HasKey(c => c.Id);
}
