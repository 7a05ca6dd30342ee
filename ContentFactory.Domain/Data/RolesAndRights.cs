namespace ContentFactory.Domain.Data;

/// <summary>The script that makes the roles and prepares a database before migrations run.</summary>
internal static class RolesAndRights
{
    public static string Sql()
    {
        using var stream = typeof(RolesAndRights).Assembly.GetManifestResourceStream("roles-and-rights.sql")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
