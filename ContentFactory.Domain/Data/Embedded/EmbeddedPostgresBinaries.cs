using System.Globalization;
using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Data.Embedded;

/// <summary>A folder with PostgreSQL's programs.</summary>
internal sealed partial record EmbeddedPostgresBinaries(string Folder, int Major)
{
    private const int Oldest = 15;
    private static readonly string[] Programs = ["initdb", "postgres", "pg_ctl"];

    public string Initdb => Path.Combine(Folder, "initdb");

    public string Postgres => Path.Combine(Folder, "postgres");

    public string PgCtl => Path.Combine(Folder, "pg_ctl");

    /// <summary>The newest PostgreSQL, or the one whose major version made the cluster.</summary>
    public static async Task<EmbeddedPostgresBinaries> FindAsync(int? major, CancellationToken ct) =>
        await FindAsync(major, Folders(), ct);

    internal static async Task<EmbeddedPostgresBinaries> FindAsync(int? major, IEnumerable<string> folders, CancellationToken ct)
    {
        var found = new List<EmbeddedPostgresBinaries>();
        foreach (var folder in folders.Distinct().Where(folder => Programs.All(program => File.Exists(Path.Combine(folder, program)))))
        {
            found.Add(new(folder, await VersionAsync(folder, ct)));
        }

        return found.Where(one => one.Major >= Oldest && (major is null || one.Major == major)).MaxBy(one => one.Major)
            ?? throw new DataFolderException(Missing(major));
    }

    private static IEnumerable<string> Folders()
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        const string debian = "/usr/lib/postgresql";
        return Directory.Exists(debian) ? path.Concat(Directory.GetDirectories(debian).Select(version => Path.Combine(version, "bin"))) : path;
    }

    private static async Task<int> VersionAsync(string folder, CancellationToken ct)
    {
        var answer = await EmbeddedPostgresCommand.RunAsync([Path.Combine(folder, "postgres"), "--version"], null, ct);
        var number = Number().Match(answer.Output);
        return number.Success ? int.Parse(number.Value, CultureInfo.InvariantCulture) : 0;
    }

    private static string Missing(int? major) => major is null
        ? $"PostgreSQL {Oldest} or newer is not installed. Install it (Debian, Ubuntu: sudo apt-get install postgresql), or set ConnectionStrings__Default to a database of yours."
        : $"The data folder was made by PostgreSQL {major}, which is not installed. Install that version (Debian, Ubuntu: sudo apt-get install postgresql-{major}), or choose another folder with --data.";

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
