using System.Diagnostics;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Media;
using ContentFactory.Domain.Media.Previews;
using ContentFactory.Domain.Media.Shelf;
using ContentFactory.Tests.Media;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Bench;

/// <summary>Small pictures of a hundred photos of 12 megapixels: from the due row to the row of the preview, beside the same ffmpeg command called alone.</summary>
internal static class PreviewTrial
{
    public const int Rounds = 3;
    private const int Photos = 100;

    internal sealed record Figures(double PerMinute, double PlainPerMinute, double Ratio);

    public static async Task<Figures> RunAsync()
    {
        using var folder = new TemporaryFolder();
        await using var domain = new Shop(folder.Path);
        await domain.InitializeAsync();
        var tenant = await domain.AddTenantAsync("photos");
        var ids = new List<Guid>();
        var photos = Enumerable.Range(0, 10).Select(Photo).ToList();
        foreach (var n in Enumerable.Range(0, Photos))
            ids.Add((await MediaUploadsTests.UploadAsync(tenant, photos[n % photos.Count], $"photo {n}.jpg")).Value);
        var (queue, files) = (domain.Services.GetRequiredService<PreviewQueue>(), domain.Services.GetRequiredService<MediaFiles>());
        await DrawAsync(queue);
        var items = await tenant.DbAsync(db => Task.FromResult(db.MediaItems.ToList()));
        var (ours, plain) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var id in ids)
                await tenant.AsAsync<MediaShelf, Result>(MemberRole.Editor, s => s.DrawAgainAsync(id));
            ours.Add(await PerMinuteAsync(() => DrawAsync(queue)));
            plain.Add(await PerMinuteAsync(() => PlainAsync(items, files, folder.Path)));
        }
        return new(Middle(ours), Middle(plain), Math.Round(Middle([.. ours.Zip(plain, (o, p) => o / p)]), 2));
    }

    private static async Task DrawAsync(PreviewQueue queue)
    {
        while (await queue.MakeAsync(CancellationToken.None) > 0)
            continue;
    }

    private static async Task PlainAsync(List<MediaItem> items, MediaFiles files, string folder)
    {
        foreach (var item in items)
        {
            using var process = Process.Start(new ProcessStartInfo("ffmpeg", PreviewMaker.Arguments(item, files.PathFor(item.StoreKey))) { WorkingDirectory = folder })!;
            await process.WaitForExitAsync();
        }
    }

    private static async Task<double> PerMinuteAsync(Func<Task> work)
    {
        var began = Stopwatch.GetTimestamp();
        await work();
        return Math.Round(Photos / Stopwatch.GetElapsedTime(began).TotalMinutes);
    }

    private static double Middle(List<double> figures) => figures.Order().ElementAt(figures.Count / 2);

    private static byte[] Photo(int n) => RealFiles.Picture(".jpg", $"testsrc2=size=4000x3000,hue=h={n * 36},noise=alls=12:all_seed={n}");

    private sealed class Shop(string folder) : TestDomain, IAsyncDisposable
    {
        protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings => [new("Media:Folder", folder)];

        ValueTask IAsyncDisposable.DisposeAsync() => new(DisposeAsync());
    }
}
