namespace ContentFactory.Tests.Support;

/// <summary>The source files that the rule tests read.</summary>
internal static class SourceTree
{
    public static readonly string Root = FindRoot();

    public static readonly string Web = Path.Combine(Root, "ContentFactory.Web");
    public static readonly string Domain = Path.Combine(Root, "ContentFactory.Domain");

    public static IEnumerable<string> Files(string project, string pattern) =>
        Directory.EnumerateFiles(project, pattern, SearchOption.AllDirectories).Where(file => !IsBuilt(Path.GetRelativePath(project, file)));

    public static string Name(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    private static bool IsBuilt(string path) => path.Split(Path.DirectorySeparatorChar)[0] is "bin" or "obj" or "wwwroot";

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ContentFactory.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not stand inside the repository.");
    }
}
