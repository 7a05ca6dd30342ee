using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Publishing;

/// <summary>The address by which one person reads one tenant's calendar from outside, in a program that cannot sign in.</summary>
public sealed class CalendarFeed : ITenantOwned
{
    private CalendarFeed() { }

    internal CalendarFeed(Guid tenantId, Guid id, Guid personId, CalendarFeedToken token, DateTimeOffset now) =>
        (TenantId, Id, PersonId, TokenHash, CreatedAt) = (tenantId, id, personId, token.Hash(), now);

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public Guid PersonId { get; private set; }
    public byte[] TokenHash { get; private set; } = [];
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>The earlier address leads nowhere from now on.</summary>
    internal void Renew(CalendarFeedToken token, DateTimeOffset now) => (TokenHash, CreatedAt) = (token.Hash(), now);

    internal static void Map(EntityTypeBuilder<CalendarFeed> feed)
    {
        feed.ToTable("calendar_feeds");
        feed.HasKey(f => new { f.TenantId, f.Id });
        feed.HasIndex(f => f.TokenHash).IsUnique();
        feed.HasIndex(f => new { f.TenantId, f.PersonId }).IsUnique();
        feed.HasOne<Tenant>().WithMany().HasForeignKey(f => f.TenantId).OnDelete(DeleteBehavior.NoAction);
    }
}

/// <summary>What the address carries: 256 random bits. The database knows the hash only, so whoever reads it can read no calendar.</summary>
internal readonly record struct CalendarFeedToken
{
    private const int Length = 43;

    private readonly string? value;

    private CalendarFeedToken(string value) => this.value = value;

    /// <summary>The address below the installation's own.</summary>
    public string Path => $"/calendar/feed/{value}.ics";

    public static CalendarFeedToken Draw() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));

    /// <summary>Null for what can be no token at all.</summary>
    public static CalendarFeedToken? Of(string? typed) => typed is { Length: Length } && Base64Url.IsValid(typed) ? new CalendarFeedToken(typed) : null;

    public byte[] Hash() => SHA256.HashData(Encoding.ASCII.GetBytes(value ?? throw new InvalidOperationException("No token.")));

    // it opens a door
    public override string ToString() => "(secret)";
}
