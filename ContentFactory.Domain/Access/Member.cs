using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Access;

/// <summary>A person's place in a tenant.</summary>
public sealed class Member : ITenantOwned
{
    private Member() { }

    public Member(Guid tenantId, Guid id, Guid personId, MemberRole role, DateTimeOffset now) =>
        (TenantId, Id, PersonId, Role, JoinedAt) = (tenantId, id, personId, role, now);

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public Guid PersonId { get; private set; }
    public MemberRole Role { get; private set; }
    public DateTimeOffset JoinedAt { get; private set; }

    public void ChangeRole(MemberRole role) => Role = role;

    internal static void Map(EntityTypeBuilder<Member> member)
    {
        member.ToTable("members");
        member.HasKey(m => new { m.TenantId, m.Id });
        member.HasIndex(m => new { m.TenantId, m.PersonId }).IsUnique();
        member.HasIndex(m => m.PersonId);
        member.HasOne<Tenant>().WithMany().HasForeignKey(m => m.TenantId).OnDelete(DeleteBehavior.NoAction);
        member.Property<uint>("xmin").IsRowVersion();
    }
}
