using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ContentFactory.Domain.Trends.Clusters;

namespace ContentFactory.Tests.Bench;

/// <summary>
/// Ways to find near-duplicates, on the same news with known stories: how many of the true pairs share a bucket, how many pairs are looked
/// at in vain, what is right after the comparison, and what it costs in time and rows (docs/decisions/0035-near-duplicates.md).
/// </summary>
internal static class DuplicatesBench
{
    private const int Items = 10_000;
    private const int Stories = 4_000;
    private const int FullestBucket = 50;

    public static Task<int> RunAsync()
    {
        var news = Make();
        var words = news.Select(n => StoryWords.Of(n.Title, n.Summary, "Source", new HashSet<string>())).ToList();
        var results = new List<Result>
        {
            Measure("MinHash title 8x2 + lead 4x3, one", news, words, MinHash.Bands),
            Measure("MinHash title 8x2 + lead 4x3, two", news, words, MinHash.Bands, MinHash.LeastShared),
            Measure("MinHash title 8x2 + lead 4x3, three", news, words, MinHash.Bands, 3),
            Measure("MinHash title 12x2, two", news, words, w => MinHash.Bands([.. w.Head, .. Likeness.Pairs(w.Head)], 0, 12, 2), 2),
            Measure("MinHash title 12x2, one", news, words, w => MinHash.Bands([.. w.Head, .. Likeness.Pairs(w.Head)], 0, 12, 2)),
            Measure("MinHash title 6x2 + lead 2x3, one", news, words, w => MinHash.Bands([.. w.Head, .. Likeness.Pairs(w.Head)], 0, 6, 2).Concat(w.Lead.Length < 8 ? [] : MinHash.Bands([.. Likeness.Pairs(w.Lead)], 6, 2, 3))),
            Measure("MinHash all words 8x4, one", news, words, w => MinHash.Bands([.. All(w)], 0, 8, 4)),
            Measure("MinHash all words 16x3, one", news, words, w => MinHash.Bands([.. All(w)], 0, 16, 3)),
            Measure("SimHash 64, bands 4x16", news, words, w => SimBands(w, 4)),
            Measure("SimHash 64, bands 8x8", news, words, w => SimBands(w, 8)),
        };
        Console.WriteLine($"{Items} items of {Stories} stories, two of three in Russian");
        Console.WriteLine($"{"",-34}{"us/item",9}{"rows",7}{"found",9}{"looked at",11}{"recall",9}{"precision",11}");
        foreach (var r in results)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{r.Way,-34}{r.Microseconds,9:0.0}{r.Rows,7:0.0}{r.Found,9:P1}{r.LookedAt,11:0.0}{r.Recall,9:P1}{r.Precision,11:P2}"));
        Console.WriteLine(JsonSerializer.Serialize(results, JsonSerializerOptions.Web));
        return Task.FromResult(0);
    }

    internal static List<NewsItem> Make()
    {
        var writer = new TrendNews(7);
        var fresh = Enumerable.Range(0, Stories).Select(writer.Fresh).DistinctBy(n => n.Title).ToList();
        return [.. fresh, .. Enumerable.Range(0, Items - fresh.Count).Select(n => writer.Again(fresh[n * 13 % fresh.Count]))];
    }

    private static Result Measure(string way, List<NewsItem> news, List<StoryWords> words, Func<StoryWords, IEnumerable<Band>> bandsOf, int least = 1)
    {
        foreach (var w in words.Take(500))
            _ = bandsOf(w).Count();
        var began = Stopwatch.GetTimestamp();
        var bands = words.Select(w => bandsOf(w).ToArray()).ToList();
        var took = Stopwatch.GetElapsedTime(began).TotalMicroseconds / words.Count;
        // each looks at the newest of each of its buckets, as the table is asked
        var buckets = new Dictionary<Band, List<int>>();
        var shared = new Dictionary<(int, int), int>();
        for (var n = 0; n < bands.Count; n++)
            foreach (var band in bands[n])
            {
                var bucket = buckets.TryGetValue(band, out var there) ? there : buckets[band] = [];
                foreach (var other in bucket.TakeLast(FullestBucket))
                    shared[(other, n)] = shared.GetValueOrDefault((other, n)) + 1;
                bucket.Add(n);
            }
        var looked = shared.Where(p => p.Value >= least).Select(p => p.Key).ToHashSet();
        var truth = news.Index().GroupBy(n => n.Item.Story).Sum(g => (long)g.Count() * (g.Count() - 1) / 2);
        var found = looked.Count(p => news[p.Item1].Story == news[p.Item2].Story);
        // who is together in the end, by way of others too
        var parents = Enumerable.Range(0, news.Count).ToArray();
        int Root(int n) => parents[n] == n ? n : parents[n] = Root(parents[n]);
        foreach (var (a, b) in looked.Where(p => Likeness.Same(words[p.Item1], words[p.Item2])))
            parents[Root(b)] = Root(a);
        var together = news.Index().GroupBy(n => Root(n.Index)).ToList();
        var joined = together.Sum(g => (long)g.Count() * (g.Count() - 1) / 2);
        var right = together.Sum(g => g.GroupBy(n => n.Item.Story).Sum(s => (long)s.Count() * (s.Count() - 1) / 2));
        return new(way, took, bands.Average(b => b.Length), (double)found / truth, (double)looked.Count / news.Count, (double)right / truth, (double)right / Math.Max(1, joined));
    }

    private static IEnumerable<string> All(StoryWords words) => [.. words.Head, .. Likeness.Pairs(words.Head), .. Likeness.Pairs(words.Lead)];

    /// <summary>Charikar's: the sign of each bit summed over the features, cut into bands that must be equal.</summary>
    private static IEnumerable<Band> SimBands(StoryWords words, int bands)
    {
        var sums = new int[64];
        foreach (var hash in All(words).Select(MinHash.Hash))
            for (var bit = 0; bit < 64; bit++)
                sums[bit] += (hash >> bit & 1) == 1 ? 1 : -1;
        var sim = sums.Index().Aggregate(0UL, (all, bit) => bit.Item > 0 ? all | 1UL << bit.Index : all);
        var width = 64 / bands;
        for (var band = 0; band < bands; band++)
            yield return new((short)band, (long)(sim >> band * width & (ulong.MaxValue >> 64 - width)));
    }

    private sealed record Result(string Way, double Microseconds, double Rows, double Found, double LookedAt, double Recall, double Precision);
}
