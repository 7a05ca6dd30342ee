using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Access.Keys;

/// <summary>Which store of keys this database belongs to; one row.</summary>
public sealed class KeyStoreName
{
    private KeyStoreName() { }

    internal KeyStoreName(Guid storeId, DateTimeOffset now) => (One, StoreId, MadeAt) = (true, storeId, now);

    public bool One { get; private set; }
    public Guid StoreId { get; private set; }
    public DateTimeOffset MadeAt { get; private set; }

    internal static void Map(EntityTypeBuilder<KeyStoreName> name)
    {
        name.ToTable("key_stores", t => t.HasCheckConstraint("ck_key_stores_one", "one"));
        name.HasKey(n => n.One);
        name.Property(n => n.One).ValueGeneratedNever();
    }
}
