using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Tests.Rules;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ContentFactory.Tests.Data;

/// <summary>The hand-written migrations and the model say the same, down to filters and delete rules.</summary>
public sealed class ModelEqualsDatabaseTests(TestDomain domain) : IClassFixture<TestDomain>
{
    private const string Ours = "c.relnamespace = 'public'::regnamespace and not c.relispartition and c.relname <> all (array['migrations', 'app_clock']) and c.relname not like 'qrtz\\_%'";

    private const string Described = $"""
        select format('table %s', c.relname) from pg_class c where {Ours} and c.relkind in ('r', 'p')
        union all
        select format('column %s.%s %s%s%s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), case when a.attnotnull then ' not null' end,
                      ' default ' || pg_get_expr(d.adbin, d.adrelid), case a.attidentity when '' then '' else ' identity ' || a.attidentity::text end)
        from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
        where {Ours} and c.relkind in ('r', 'p')
        union all
        select format('constraint %s.%s %s', c.relname, k.conname, pg_get_constraintdef(k.oid)) from pg_constraint k join pg_class c on c.oid = k.conrelid where {Ours}
        union all
        select replace(replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON '), 'public.', '') from pg_index i join pg_class c on c.oid = i.indrelid where {Ours}
        """;

    /// <summary>People live outside the tenants' context: these keys cannot stand in its model. Nor do the indexes of the search functions, which EF never sees.</summary>
    private static readonly string[] OutsideTheModel =
    [
        "constraint members.fk_members_people_person_id FOREIGN KEY (person_id) REFERENCES people(id)",
        "constraint former_members.fk_former_members_people_person_id FOREIGN KEY (person_id) REFERENCES people(id) ON DELETE CASCADE",
        "constraint invitations.fk_invitations_people_invited_by FOREIGN KEY (invited_by) REFERENCES people(id) ON DELETE SET NULL",
        "constraint invitations.fk_invitations_people_accepted_by FOREIGN KEY (accepted_by) REFERENCES people(id) ON DELETE SET NULL",
        "constraint tenants.fk_tenants_people_manager_id FOREIGN KEY (manager_id) REFERENCES people(id) ON DELETE SET NULL",
        .. new[] { "post_search_texts title", "post_search_texts text" }.Select(t => t.Split(' ')).Select(t => $"CREATE INDEX ix_{t[0]}_tenant_id_{t[1]}_words ON {t[0]} USING gin (tenant_id, {t[1]} gin_trgm_ops)"),
        "CREATE INDEX ix_trend_search_texts_tenant_id_text_words ON trend_search_texts USING gin (tenant_id, text gin_trgm_ops) WITH (gin_pending_list_limit='512')",
        "CREATE INDEX ix_trend_items_tenant_id_at ON trend_items USING btree (tenant_id, COALESCE(published_at, collected_at), id) WHERE (((state)::text <> 'hidden'::text) AND (cluster_id = id))",
        "CREATE INDEX ix_tenants_manager_id ON tenants USING btree (manager_id) WHERE (manager_id IS NOT NULL)",
    ];

    private static (HashSet<string> Lines, Dictionary<string, string> SetsNull)? model;

    [Fact]
    public async Task Migrated_database_equals_the_one_of_the_model() =>
        Findings.None(await DifferencesAsync(domain.Database.ConnectionString("cf_owner")));

    [Theory]
    [InlineData("alter table posts alter column call_to_action type varchar(400)")]
    [InlineData("alter table posts alter column hook set not null")]
    [InlineData("alter table posts add column mood text")]
    [InlineData("create table moods (id uuid primary key)")]
    [InlineData("drop index ix_publications_due_at; create index ix_publications_due_at on publications (due_at)")]
    [InlineData("drop index ix_settings_tenant_id_company_id_name; create unique index ix_settings_tenant_id_company_id_name on settings (tenant_id, company_id, name)")]
    [InlineData("alter table channels drop constraint ck_channels_daily_limit")]
    [InlineData("alter table topics drop constraint fk_topics_niches_tenant_id_niche_id, add constraint fk_topics_niches_tenant_id_niche_id foreign key (tenant_id, niche_id) references niches (tenant_id, id)")]
    [InlineData("alter table post_media drop constraint pk_post_media, add constraint pk_post_media primary key (id, tenant_id)")]
    public async Task Comparison_notices_what_differs_by_one_detail(string change)
    {
        var database = await TestDatabase.CreateAsync();
        await using (var connection = await Sql.OpenAsync(database.ConnectionString("cf_owner")))
            await Sql.RunAsync(connection, change);

        Assert.NotEmpty(await DifferencesAsync(database.ConnectionString("cf_owner")));
    }

    private async Task<IEnumerable<string>> DifferencesAsync(string migrated)
    {
        var (modelled, setsNull) = model ??= await ModelAsync();
        await using var connection = await Sql.OpenAsync(migrated);
        var found = (await DescribeAsync(connection)).Except(OutsideTheModel).ToHashSet();
        var wanted = modelled.Select(line => setsNull.FirstOrDefault(p => line.StartsWith(p.Key, StringComparison.Ordinal)) is { Value: { } column } ? $"{line} ON DELETE SET NULL ({column})" : line).ToHashSet();
        return [.. found.Except(wanted).Select(line => $"only in the database: {line}"), .. wanted.Except(found).Select(line => $"only in the model: {line}")];
    }

    /// <summary>The model's own database, and the optional keys whose column SQL clears although EF must not.</summary>
    private async Task<(HashSet<string> Lines, Dictionary<string, string> SetsNull)> ModelAsync()
    {
        var empty = await TestDatabase.CreateEmptyAsync();
        await using var connection = await Sql.OpenAsync(empty.ConnectionString("cf_owner"));
        await using var scope = domain.Services.CreateAsyncScope();
        await using var tenants = await scope.ServiceProvider.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        await Sql.RunAsync(connection, scope.ServiceProvider.GetRequiredService<AccessDb>().Database.GenerateCreateScript());
        await Sql.RunAsync(connection, tenants.Database.GenerateCreateScript());
        var optional = tenants.Model.GetEntityTypes().SelectMany(e => e.GetForeignKeys()).Where(k => k.DeleteBehavior is DeleteBehavior.ClientNoAction);
        return (await DescribeAsync(connection), optional.ToDictionary(
            k => $"constraint {k.DeclaringEntityType.GetTableName()}.{k.GetConstraintName()} ",
            k => k.Properties.Single(p => p.IsNullable).GetColumnName()));
    }

    private static async Task<HashSet<string>> DescribeAsync(NpgsqlConnection connection) => [.. await Sql.RowsAsync(connection, Described, r => r.GetString(0))];
}
