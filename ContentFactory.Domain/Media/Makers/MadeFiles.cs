using ContentFactory.Domain.Outgoing;

namespace ContentFactory.Domain.Media.Makers;

/// <summary>Brings what was made into the library. What is paid for is kept even where the person has left meanwhile.</summary>
internal sealed class MadeFiles(MediaIntake intake, SafeDownload downloads, MediaOptions media)
{
    private const int NameLength = 60;
    private static readonly TimeSpan LongestFetch = TimeSpan.FromMinutes(10);

    public async Task<Result<Guid>> KeepAsync(MadeFile made, MediaOrder order, MakerFacts maker)
    {
        using var folder = new Workplace();
        await File.WriteAllBytesAsync(folder.File, made.Bytes, CancellationToken.None);
        return await intake.AddMadeAsync(folder.File, NameOf(order) + made.Extension, order.CompanyId, maker.MadeBy, ct: CancellationToken.None);
    }

    /// <summary>Such addresses live shortly: at once, and within the bounds of a video here.</summary>
    /// <param name="id">Of the item: whoever takes the job over after the file was kept keeps no second one.</param>
    public async Task<Result<Guid>> FetchAsync(Guid id, Uri address, MediaOrder order, MakerFacts maker, CancellationToken ct)
    {
        using var folder = new Workplace();
        var fetched = await downloads.ToFileAsync(address, folder.File, media.MaxVideoBytes, LongestFetch, ct);
        if (!fetched.Ok)
            return fetched.Problem;
        return MadeType.Video(folder.File) is { } extension
            ? await intake.AddMadeAsync(folder.File, NameOf(order) + extension, order.CompanyId, maker.MadeBy, id, CancellationToken.None)
            : Problem.Conflict("Media.Maker_Malformed", maker.Name);
    }

    private static string NameOf(MediaOrder order) => PlainText.Cut(PlainText.Line(order.Text).Replace('/', ' ').Replace('\\', ' '), NameLength).TrimEnd(' ', '.', '…');

    private sealed class Workplace : IDisposable
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("made-");

        public string File => Path.Combine(folder.FullName, "file");

        public void Dispose() => folder.Delete(recursive: true);
    }
}
