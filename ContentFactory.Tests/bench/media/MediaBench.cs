using System.Text.Json;

namespace ContentFactory.Tests.Bench;

/// <summary>The library and its makers: a short of half a minute, previews beside plain ffmpeg, an upload of 1 GB over a kill, and other people's pages beside hostile files.</summary>
internal static class MediaBench
{
    private static readonly (string Name, Func<Task<(object Figures, string Line, bool Good)>> Run)[] Trials =
        [("made", MadeAsync), ("previews", PreviewsAsync), ("upload", UploadAsync), ("hostile", HostileAsync)];

    /// <param name="only">The name of one trial; all without.</param>
    public static async Task<int> RunAsync(string? only = null)
    {
        var (figures, good) = (new Dictionary<string, object>(), true);
        foreach (var (name, run) in Trials.Where(t => only is null || t.Name == only))
        {
            var trial = await run();
            Console.WriteLine($"{name,-10}{trial.Line}");
            figures[name] = trial.Figures;
            good &= trial.Good;
        }
        Console.WriteLine(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
        return good && figures.Count > 0 ? 0 : 1;
    }

    private static async Task<(object, string, bool)> MadeAsync()
    {
        var made = await MakingTrial.RunAsync();
        return (made, $"a card {made.CardMs} ms; a short of {made.ShortSeconds} s in {made.TookSeconds} s, {made.PeakToolMb} MB in its largest tool, {made.SizeKb} KB", true);
    }

    private static async Task<(object, string, bool)> PreviewsAsync()
    {
        var previews = await PreviewTrial.RunAsync();
        return (previews, $"{previews.PerMinute} pictures a minute, plain ffmpeg {previews.PlainPerMinute}, ratio {previews.Ratio} (median of {PreviewTrial.Rounds} interleaved rounds)", true);
    }

    private static async Task<(object, string, bool)> UploadAsync()
    {
        var upload = await UploadTrial.RunAsync();
        return (upload, $"{upload.Megabytes} MB in {upload.Seconds} s, killed at {upload.KilledAtMb} MB and resumed at {upload.ResumedAtMb} MB; memory +{upload.GrewMb} MB before the kill, +{upload.GrewAfterMb} MB after; whole: {upload.Whole}", upload.Whole);
    }

    private static async Task<(object, string, bool)> HostileAsync()
    {
        var hostile = await HostileTrial.RunAsync();
        return (hostile, $"{hostile.Files} sent; pages p50 {hostile.QuietP50Ms} ms quiet, {hostile.BesideP50Ms} ms beside them; p95 {hostile.QuietP95Ms} and {hostile.BesideP95Ms} ms ({hostile.SlowerPercent:+0.0;-0.0} %); crashes {hostile.Crashes}, outgoing requests {hostile.Outgoing}",
            hostile is { Crashes: 0, Outgoing: 0 });
    }
}
