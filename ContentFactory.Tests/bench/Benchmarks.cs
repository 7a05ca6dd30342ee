namespace ContentFactory.Tests.Bench;

/// <summary>Measurements run by hand through <c>./bench</c>, never by the tests. A new one is one line here.</summary>
internal static class Benchmarks
{
    private static readonly SortedDictionary<string, Func<Task<int>>> All = new(StringComparer.Ordinal)
    {
        ["analytics"] = AnalyticsBench.RunAsync,
        ["calendar"] = CalendarBench.RunAsync,
        ["chaos"] = () => ChaosBench.RunAsync([]),
        ["circuits"] = CircuitsBench.RunAsync,
        ["composer"] = ComposerBench.RunAsync,
        ["dispatch"] = DispatchBench.RunAsync,
        ["duplicates"] = DuplicatesBench.RunAsync,
        ["enumeration"] = EnumerationBench.RunAsync,
        ["evergreen"] = EvergreenBench.RunAsync,
        ["list"] = ListBench.RunAsync,
        ["media"] = () => MediaBench.RunAsync(),
        ["page"] = PageBench.RunAsync,
        ["rls"] = RlsBench.RunAsync,
        ["secrets"] = SecretsBench.RunAsync,
        ["sessions"] = SessionsBench.RunAsync,
        ["startup"] = StartupBench.RunAsync,
        ["trends"] = TrendsBench.RunAsync,
        ["typing"] = () => TypingBench.RunAsync([]),
        ["upload"] = () => UploadBench.RunAsync([]),
        ["weight"] = WeightBench.RunAsync,
    };

    /// <summary>Takes <c>bench NAME</c>; without a name it lists them.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is ["bench", "chaos", .. var options])
        {
            return await ChaosBench.RunAsync(options);
        }

        if (args is ["bench", "media", var trial])
        {
            return await MediaBench.RunAsync(trial);
        }

        if (args is ["bench", "typing", .. var kills])
        {
            return await TypingBench.RunAsync(kills);
        }

        if (args is ["bench", "upload", .. var parts])
        {
            return await UploadBench.RunAsync(parts);
        }

        if (args is ["bench", var name] && All.TryGetValue(name, out var benchmark))
        {
            return await benchmark();
        }

        Console.WriteLine("Benchmarks: ./bench NAME");
        foreach (var known in All.Keys)
        {
            Console.WriteLine($"  {known}");
        }

        return args is ["bench"] or [] ? 0 : 2;
    }
}
