using Npgsql;

namespace ContentFactory.Tests.Support;

/// <summary>What the catalogue must say so that one tenant's rows stay unseen by another's connection. Each answer is a list of breaches.</summary>
internal static class Isolation
{
    private const string OwnTenant = "= ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS \"nullif\"))";

    private const string Policies = """
        select c.relname, p.polname, p.polcmd::text, p.polpermissive, array(select r.rolname::text from pg_roles r where r.oid = any (p.polroles) order by 1),
               coalesce(pg_get_expr(p.polqual, p.polrelid), ''), coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '')
        from pg_policy p join pg_class c on c.oid = p.polrelid
        """;

    public static async Task<IEnumerable<string>> PolicyBreachesAsync(NpgsqlConnection connection)
    {
        var tables = (await Catalogue.ReadAsync(connection)).TenantTables;
        var policies = await Sql.RowsAsync(connection, Policies, r => (Table: r.GetString(0),
            Text: $"{r.GetString(1)} {r.GetChar(2)} {(r.GetBoolean(3) ? "" : "restrictive ")}to {string.Join(",", r.GetFieldValue<string[]>(4))} using {r.GetString(5)} check {r.GetString(6)}".Trim()));
        return tables.SelectMany(table =>
        {
            var found = policies.Where(p => p.Table == table.Name).Select(p => p.Text).ToHashSet();
            var wanted = Wanted(table).ToHashSet();
            return found.Except(wanted).Select(p => $"{table.Name}: unknown policy {p}").Concat(wanted.Except(found).Select(p => $"{table.Name}: no policy {p}"));
        });
    }

    /// <summary>Row security on and forced, keys that start with the tenant.</summary>
    public static Task<List<string>> TableBreachesAsync(NpgsqlConnection connection) => Sql.RowsAsync(connection, """
        with owned as (
            select c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity,
                   (select attnum from pg_attribute a where a.attrelid = c.oid and a.attname = case when c.relname = 'tenants' then 'id' else 'tenant_id' end and not a.attisdropped) as tenant
            from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition)
        select format('%s: row security is not on and forced', relname) from owned where tenant is not null and not (relrowsecurity and relforcerowsecurity)
        union all
        select format('%s: the primary key does not start with the tenant', relname) from owned
        where tenant is not null and not exists (select 1 from pg_constraint k where k.conrelid = owned.oid and k.contype = 'p' and k.conkey[1] = owned.tenant)
        union all
        select format('%s: tenant_id may be null', relname) from owned join pg_attribute a on a.attrelid = owned.oid and a.attnum = tenant where not a.attnotnull
        union all
        select format('%s: %s points to %s without the tenant', o.relname, k.conname, t.relname)
        from pg_constraint k join owned o on o.oid = k.conrelid join owned t on t.oid = k.confrelid
        where k.contype = 'f' and o.tenant is not null and t.tenant is not null
          and not exists (select 1 from unnest(k.conkey, k.confkey) as pair(own, far) where own = o.tenant and far = t.tenant)
        """, r => r.GetString(0));

    /// <summary>Nobody goes round the policies: no mighty role, no right of cf_app outside its tables, no loose function.</summary>
    public static Task<List<string>> RightsBreachesAsync(NpgsqlConnection connection) => Sql.RowsAsync(connection, """
        select format('role %s is superuser, passes row security or makes roles', rolname) from pg_roles
        where rolname like 'cf\_%' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
        union all
        select format('cf_app is a member of %s', r.rolname) from pg_auth_members m join pg_roles r on r.oid = m.roleid where m.member = 'cf_app'::regrole
        union all
        select format('cf_app owns %s', c.relname) from pg_class c where c.relowner = 'cf_app'::regrole
        union all
        select format('cf_app may %s %s', p.privilege, c.relname)
        from pg_class c cross join unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']) as p(privilege)
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and has_table_privilege('cf_app', c.oid, p.privilege)
          and (c.relispartition
               or p.privilege in ('truncate', 'references', 'trigger')
               or c.relname = 'letters' and p.privilege <> 'insert'
               or c.relname in ('plans', 'ai_prices', 'system_settings', 'app_clock', 'tenant_people') and p.privilege <> 'select'
               or c.relname not in ('letters', 'plans', 'ai_prices', 'system_settings', 'app_clock', 'tenant_people', 'tenants')
                  and not exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id'))
        union all
        select format('%s is a security definer without a fixed search_path', p.oid::regprocedure) from pg_proc p
        where p.pronamespace = 'public'::regnamespace and p.prosecdef and not coalesce(array_to_string(p.proconfig, ',') like '%search_path=public, pg_temp%', false)
        union all
        select format('%s is a security definer that everybody may execute', p.oid::regprocedure) from pg_proc p
        where p.pronamespace = 'public'::regnamespace and p.prosecdef
          and exists (select 1 from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee = 0)
        union all
        select format('view %s is no security barrier', c.relname) from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'v' and not coalesce(array_to_string(c.reloptions, ',') like '%security_barrier=true%', false)
        union all
        select format('everybody may create in the schema public') where has_schema_privilege('cf_app', 'public', 'create')
        """, r => r.GetString(0));

    private static IEnumerable<string> Wanted(Table table)
    {
        yield return $"tenant * to cf_app using ({table.TenantColumn} {OwnTenant} check";
        yield return "system * to cf_owner,cf_system using true check true";
        if (table.Name == "members")
            yield return $"person r to cf_app using (person_id {OwnTenant.Replace("app.tenant_id", "app.person_id", StringComparison.Ordinal)} check";
    }
}
