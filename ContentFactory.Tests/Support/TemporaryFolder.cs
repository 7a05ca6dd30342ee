using ContentFactory.Domain;

namespace ContentFactory.Tests.Support;

/// <summary>A folder of one test, deleted with what its links point to.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = NewPath();

    public static string NewPath() => System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"contentfactory-{Ids.New(TimeProvider.System):N}");

    public static void Delete(string folder)
    {
        if (new DirectoryInfo(System.IO.Path.Combine(folder, "postgres")).LinkTarget is { } elsewhere)
        {
            DeleteIfThere(elsewhere);
            DeleteIfThere(elsewhere + ".socket");
        }

        DeleteIfThere(folder);
    }

    public void Dispose() => Delete(Path);

    private static void DeleteIfThere(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
