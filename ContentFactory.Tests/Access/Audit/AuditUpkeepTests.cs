using ContentFactory.Domain.Access;
using ContentFactory.Domain.Lists;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Access;

public sealed class AuditUpkeepTests(AuditRig rig) : IClassFixture<AuditRig>
{
    [Fact]
    public async Task Rows_go_by_month_and_at_the_edge_one_by_one()
    {
        var tenant = await rig.TenantAsync();
        // it is the 20th of November, and 45 days are kept: October stands as a table, September is over as a whole
        await rig.OwnerSqlAsync<int>("create table if not exists audit_log_2026_08 partition of audit_log for values from ('2026-08-01 00:00+00') to ('2026-09-01 00:00+00'); select 1");
        var owner = tenant.Person(MemberRole.Owner);
        foreach (var days in new[] { 1, 44, 46, 50, 70, 100 })
            await rig.ActAsync(tenant.Id, owner, "edit_posts", "post", TimeSpan.FromDays(days));
        await rig.ActAsync(Guid.Empty, owner, "own_account", "sign_in", TimeSpan.FromDays(46));

        var gone = await rig.Services.GetRequiredService<AuditUpkeep>().ForgetAsync(default);

        Assert.Equal(2, (await rig.OwnAsync(tenant, new(Span: LogSpan.All))).Total);
        Assert.Equal((true, 3), (gone.Months >= 2, gone.Rows));
        Assert.Equal(0, await rig.OwnerSqlAsync<long>("select count(*) from pg_class where relname in ('audit_log_2026_08', 'audit_log_2026_09')"));
        Assert.Equal((0, 0), await rig.Services.GetRequiredService<AuditUpkeep>().ForgetAsync(default));
    }
}
