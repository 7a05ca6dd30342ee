namespace ContentFactory.Domain.Media.Tools;

/// <summary>Which tools this machine has; looked up once per start.</summary>
public sealed class ToolShelf
{
    private static readonly string[] Folders = [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries), "/usr/local/bin", "/usr/bin", "/bin"];

    private readonly Dictionary<MediaTool, string> found;

    public ToolShelf() : this(MediaTool.All) { }

    /// <summary>A machine that has only these, if at all.</summary>
    internal ToolShelf(IEnumerable<MediaTool> tools) => found = tools.Select(t => (t, path: Find(t.Program))).Where(t => t.path is not null).ToDictionary(t => t.t, t => t.path!);

    public IEnumerable<MediaTool> Missing => MediaTool.All.Where(t => !Has(t));

    public bool Has(MediaTool tool) => found.ContainsKey(tool);

    internal string? PathOf(MediaTool tool) => found.GetValueOrDefault(tool);

    internal static string? Find(string program) => Folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
