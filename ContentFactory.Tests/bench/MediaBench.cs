using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ContentFactory.Domain.LongWork;
using ContentFactory.Domain.Media;
using ContentFactory.Domain.Media.Making;
using ContentFactory.Domain.Media.Tools;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace ContentFactory.Tests.Bench;

/// <summary>How long a card and a short of half a minute take on this machine, and the most memory that one of their tools needs.</summary>
internal static class MediaBench
{
    private static readonly MediaStory Story = new(
        "Пять вопросов прорабу до начала работ", null,
        "1. Кто каждый день на объекте?\n2. Как часто присылаете фотоотчёт?\n3. Что делаем, если материал не приехал?\n4. Какие скрытые работы сдаёте по акту?\n5. Кто отвечает за уборку подъезда?",
        "Пришлите план квартиры — посчитаем смету за один день.", "Студия ремонта X", "studio-x.example", "ru");

    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateDirectory(TemporaryFolder.NewPath()).FullName;
        try
        {
            return await MeasureAsync(folder);
        }
        finally
        {
            TemporaryFolder.Delete(folder);
        }
    }

    private static async Task<int> MeasureAsync(string folder)
    {
        var (shelf, fonts) = (new ToolShelf(), new FontShelf());
        using var tools = new ToolRunner(shelf, new MediaOptions { Folder = folder }, TimeProvider.System, NullLogger<ToolRunner>.Instance);
        var cards = new CardMaker(tools, shelf, fonts);
        var maker = new ShortMaker(cards, new Voice(tools), new ShortFilm(tools, cards), shelf, fonts);
        var brand = BrandColours.Of(Guid.Empty, "#1f3a5f", "#f2a541");
        using var watching = new CancellationTokenSource();
        var most = ChildMemory.WatchAsync(watching.Token);
        var cardBegan = Stopwatch.GetTimestamp();
        var card = await cards.MakeAsync(Story, new CardChoice(), brand, folder);
        var cardTook = Stopwatch.GetElapsedTime(cardBegan);
        var began = Stopwatch.GetTimestamp();
        var order = new ShortOrder(Guid.Empty, Guid.Empty, Guid.Empty, "", Guid.Empty, Story, brand, Music: true, "short");
        var made = await maker.MakeAsync(order, folder, new LongProgress(null, new(0, null, null), (_, _) => Task.CompletedTask), default);
        var took = Stopwatch.GetElapsedTime(began);
        await watching.CancelAsync();
        var problem = card.Problem ?? made.Problem;
        if (problem is not null)
        {
            Console.Error.WriteLine($"{problem.TextKey} {string.Join(' ', problem.Args)}");
            return 1;
        }

        Console.WriteLine(JsonSerializer.Serialize(new
        {
            cardMs = Math.Round(cardTook.TotalMilliseconds), shortSeconds = Math.Round(made.Value.Seconds, 1), tookSeconds = Math.Round(took.TotalSeconds, 1), cores = Environment.ProcessorCount,
            peakToolMb = Math.Round(await most / 1024.0), sizeKb = new FileInfo(made.Value.File).Length / 1024,
        }, JsonSerializerOptions.Web));
        return 0;
    }

    /// <summary>The largest resident size that any child of this process had.</summary>
    private static class ChildMemory
    {
        public static async Task<long> WatchAsync(CancellationToken ct)
        {
            var (most, timer) = (0L, new PeriodicTimer(TimeSpan.FromMilliseconds(20)));
            try
            {
                while (await timer.WaitForNextTickAsync(ct))
                    most = Math.Max(most, Children().Select(PeakKb).DefaultIfEmpty(0).Max());
            }
            catch (OperationCanceledException)
            {
                // the measurement is over
            }
            timer.Dispose();
            return most;
        }

        private static IEnumerable<string> Children() =>
            Directory.EnumerateDirectories("/proc/self/task").SelectMany(task => Read(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries));

        private static long PeakKb(string process) =>
            Read($"/proc/{process}/status").Split('\n').FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)) is { } line
                ? long.Parse(line.AsSpan(6, line.Length - 9).Trim(), CultureInfo.InvariantCulture) : 0;

        private static string Read(string path)
        {
            try
            {
                return File.ReadAllText(path);
            }
            catch (IOException)
            {
                return "";
            }
        }
    }
}
