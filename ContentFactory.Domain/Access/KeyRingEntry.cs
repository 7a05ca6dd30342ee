using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Access;

/// <summary>One key of ASP.NET Data Protection, shared by all nodes. In production its secret is wrapped by a certificate or master key.</summary>
public sealed class KeyRingEntry
{
    private KeyRingEntry() { }

    public KeyRingEntry(Guid id, string name, string xml, DateTimeOffset now) => (Id, Name, Xml, CreatedAt) = (id, name, xml, now);

    public Guid Id { get; private set; }
    public string Name { get; private set; } = "";
    public string Xml { get; private set; } = "";
    public DateTimeOffset CreatedAt { get; private set; }

    internal static void Map(EntityTypeBuilder<KeyRingEntry> entry)
    {
        entry.ToTable("key_ring");
        entry.HasKey(e => e.Id);
        entry.Property(e => e.Name).HasMaxLength(200);
    }
}
