using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Access;

/// <summary>What a new company takes from its tenant. Networks need no row: a company that names none may use those of the tenant.</summary>
internal static class CompanyDefaults
{
    /// <summary>
    /// What the tenant is about becomes what its new company writes about: topics of these names, which are made where they are missing.
    /// Within what the caller does. The topics are a later feature, so their tables are spoken to in SQL.
    /// </summary>
    public static async Task InterestsAsync(AppDb rows, Guid companyId, string[] interests, string language, DateTimeOffset now, CancellationToken ct)
    {
        if (interests.Length == 0)
            return;
        var ids = interests.Select(_ => Ids.New(now)).ToArray();
        await rows.Database.ExecuteSqlAsync($"""
            insert into topics (tenant_id, id, name, keywords, language, created_at)
            select {rows.TenantId}, wanted.id, wanted.name, array[wanted.name], {language}, {now} from unnest({ids}, {interests}) as wanted (id, name)
            where not exists (select 1 from topics t where t.tenant_id = {rows.TenantId} and lower(t.name) = lower(wanted.name))
            on conflict do nothing
            """, ct);
        await rows.Database.ExecuteSqlAsync($"""
            insert into company_topics (tenant_id, company_id, topic_id)
            select {rows.TenantId}, {companyId}, t.id from topics t
            where t.tenant_id = {rows.TenantId} and lower(t.name) in (select lower(name) from unnest({interests}) as wanted (name))
            """, ct);
    }
}
