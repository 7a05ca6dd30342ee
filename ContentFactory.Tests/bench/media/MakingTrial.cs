using System.Diagnostics;
using System.Globalization;
using ContentFactory.Domain.LongWork;
using ContentFactory.Domain.Media;
using ContentFactory.Domain.Media.Making;
using ContentFactory.Domain.Media.Tools;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace ContentFactory.Tests.Bench;

/// <summary>How long a card and a short of half a minute take on this machine, and the most memory that one of their tools needs.</summary>
internal static class MakingTrial
{
    private static readonly MediaStory Story = new(
        "Пять вопросов прорабу до начала работ", null,
        "1. Кто каждый день на объекте?\n2. Как часто присылаете фотоотчёт?\n3. Что делаем, если материал не приехал?\n4. Какие скрытые работы сдаёте по акту?\n5. Кто отвечает за уборку подъезда?",
        "Пришлите план квартиры — посчитаем смету за один день.", "Студия ремонта X", "studio-x.example", "ru");

    /// <param name="CardMs">Of one card.</param>
    /// <param name="TookSeconds">For a short of <paramref name="ShortSeconds"/>.</param>
    /// <param name="PeakToolMb">The most memory that one of the tools had.</param>
    internal sealed record Figures(double CardMs, double ShortSeconds, double TookSeconds, int Cores, double PeakToolMb, long SizeKb);

    /// <exception cref="InvalidOperationException">A tool is missing or failed.</exception>
    public static async Task<Figures> RunAsync()
    {
        using var folder = new TemporaryFolder();
        return await MeasureAsync(Directory.CreateDirectory(folder.Path).FullName);
    }

    private static async Task<Figures> MeasureAsync(string folder)
    {
        var (shelf, fonts) = (new ToolShelf(), new FontShelf());
        using var tools = new ToolRunner(shelf, new MediaOptions { Folder = folder }, TimeProvider.System, NullLogger<ToolRunner>.Instance);
        var cards = new CardMaker(tools, shelf, fonts);
        var maker = new ShortMaker(cards, new Voice(tools), new ShortFilm(tools, cards), shelf, fonts);
        var brand = BrandColours.Of(Guid.Empty, "#1f3a5f", "#f2a541");
        using var watching = new CancellationTokenSource();
        var most = ChildMemory.WatchAsync(watching.Token);
        var cardBegan = Stopwatch.GetTimestamp();
        var card = await cards.MakeAsync(Story, new CardChoice(), brand, null, folder);
        var cardTook = Stopwatch.GetElapsedTime(cardBegan);
        var began = Stopwatch.GetTimestamp();
        var order = new ShortOrder(Guid.Empty, Guid.Empty, Guid.Empty, "", Guid.Empty, Story, brand, Music: true, "short");
        var made = await maker.MakeAsync(order, null, folder, new LongProgress(null, new(0, null, null), (_, _) => Task.CompletedTask), default);
        var took = Stopwatch.GetElapsedTime(began);
        await watching.CancelAsync();
        if ((card.Problem ?? made.Problem) is { } problem)
            throw new InvalidOperationException($"{problem.TextKey} {string.Join(' ', problem.Args)}");
        return new(Math.Round(cardTook.TotalMilliseconds), Math.Round(made.Value.Seconds, 1), Math.Round(took.TotalSeconds, 1), Environment.ProcessorCount, Math.Round(await most / 1024.0), new FileInfo(made.Value.File).Length / 1024);
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
