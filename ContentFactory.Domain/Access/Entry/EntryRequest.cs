using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Access;

/// <summary>What a code or link is for: an account, a new password, a sign-in, a proof at an open page, a login of another service.</summary>
public enum EntryKind { Registration, Reset, Link, Proof, Join }

/// <summary>
/// Somebody asked for a code or a link by letter. It stands for known and unknown addresses alike, so that both are answered alike. The
/// secret is kept as a hash: of a code together with the key that only the asking browser holds.
/// </summary>
public sealed class EntryRequest
{
    public const int MostTries = 5;

    private EntryRequest() { }

    public EntryRequest(Guid id, EntryKind kind, EmailAddress address, Person? person, byte[] secretHash, DateTimeOffset now, TimeSpan lifetime)
    {
        (Id, Kind, Address, SecretHash, CreatedAt, ExpiresAt) = (id, kind, address.Value, secretHash, now, now + lifetime);
        (PersonId, Stamp) = (person?.Id, person?.SecurityStamp);
    }

    public Guid Id { get; private set; }
    public EntryKind Kind { get; private set; }
    public string Address { get; private set; } = "";

    /// <summary>Whose account it opens, with the security stamp of that moment: a later change of password or address makes it void.</summary>
    public Guid? PersonId { get; private set; }

    public string? Stamp { get; private set; }
    public byte[] SecretHash { get; private set; } = [];
    public int Tries { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>The code was given.</summary>
    public DateTimeOffset? ConfirmedAt { get; private set; }

    /// <summary>What it was for is done.</summary>
    public DateTimeOffset? SpentAt { get; private set; }

    /// <summary>Asked for by this person, whose account has not changed since.</summary>
    internal bool IsOf(Person person) => PersonId == person.Id && Stamp == person.SecurityStamp && person.DeactivatedAt is null;

    internal static void Map(EntityTypeBuilder<EntryRequest> request)
    {
        request.ToTable("entry_requests", t => t.HasCheckConstraint("ck_entry_requests_tries", $"tries between 0 and {MostTries}"));
        request.HasKey(r => r.Id);
        request.Property(r => r.Address).HasMaxLength(254);
        request.Property(r => r.Stamp).HasMaxLength(64);
        request.HasIndex(r => r.SecretHash).IsUnique();
        request.HasIndex(r => r.CreatedAt);
        request.HasIndex(r => r.PersonId);
        request.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}
