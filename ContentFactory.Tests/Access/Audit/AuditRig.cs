using System.Globalization;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Lists;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Access;

/// <summary>Rows of the audit log put in past the application, and the two ways to read them.</summary>
public sealed class AuditRig : TestDomain
{
    private int tenants;

    protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings => [new("Access:AuditDays", "45")];

    public Task<TestTenant> TenantAsync() => AddTenantAsync($"log-{Interlocked.Increment(ref tenants)}");

    public async Task<Guid> ActAsync(Guid tenantId, Guid personId, string action, string entity, TimeSpan ago, string before = "null", string after = "null")
    {
        var (id, at) = (Ids.New(TimeProvider.System), Clock.GetUtcNow() - ago);
        await OwnerSqlAsync<object>("select ensure_partitions('audit_log', 0)");
        return await OwnerSqlAsync<Guid>(string.Create(CultureInfo.InvariantCulture, $"""
            insert into audit_log (tenant_id, id, at, person_id, action, entity, before, after, address)
            values ('{tenantId}', '{id}', '{at:O}', '{personId}', '{action}', '{entity}', {before}, {after}, '192.0.2.7') returning id
            """));
    }

    public Task<ListPage<AuditRow>> OwnAsync(TestTenant tenant, AuditFilter filter, Role role = Role.Owner) =>
        tenant.RunAsync(new Actor(tenant.Person(MemberRole.Owner), tenant.Id, role), s => s.GetRequiredService<AuditQueries>().ListAsync(filter, default));

    public Task<ListPage<AuditRow>> AllAsync(AuditFilter filter, Role role = Role.Admin) =>
        Services.GetRequiredService<Tenants>().RunAsync(Guid.Empty, new Actor(Guid.Empty, Guid.Empty, role), s => s.GetRequiredService<AllAudit>().ListAsync(filter, default));
}
