using System.Text.Json;

namespace ContentFactory.Tests.Bench;

/// <summary>The library and its makers: a short of half a minute, previews beside plain ffmpeg, an upload of 1 GB over a kill, and other people's pages beside hostile files.</summary>
internal static class MediaBench
{
    public static async Task<int> RunAsync()
    {
        var made = await MakingTrial.RunAsync();
        Console.WriteLine($"card            {made.CardMs} ms");
        Console.WriteLine($"short           {made.TookSeconds} s for {made.ShortSeconds} s of film, {made.PeakToolMb} MB in its largest tool, {made.SizeKb} KB");
        var previews = await PreviewTrial.RunAsync();
        Console.WriteLine($"previews        {previews.PerMinute} pictures a minute, plain ffmpeg {previews.PlainPerMinute}, ratio {previews.Ratio} (median of {PreviewTrial.Rounds} interleaved rounds)");
        var upload = await UploadTrial.RunAsync();
        Console.WriteLine($"upload          {upload.Megabytes} MB in {upload.Seconds} s, killed at {upload.KilledAtMb} MB and resumed at {upload.ResumedAtMb} MB; memory +{upload.GrewMb} MB before the kill, +{upload.GrewAfterMb} MB after; whole: {upload.Whole}");
        var hostile = await HostileTrial.RunAsync();
        Console.WriteLine($"hostile files   {hostile.Files} sent; pages p95 {hostile.QuietP95Ms} ms quiet, {hostile.BesideP95Ms} ms beside them ({hostile.SlowerPercent:+0.0;-0.0} %); crashes {hostile.Crashes}, outgoing requests {hostile.Outgoing}");
        Console.WriteLine(JsonSerializer.Serialize(new { made, previews, upload, hostile }, JsonSerializerOptions.Web));
        return upload.Whole && hostile is { Crashes: 0, Outgoing: 0 } ? 0 : 1;
    }
}
