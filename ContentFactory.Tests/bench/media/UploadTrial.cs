using System.Buffers.Binary;
using System.Diagnostics;
using System.Security.Cryptography;
using ContentFactory.Tests.Media;

namespace ContentFactory.Tests.Bench;

/// <summary>A video of 1 GB sent to a running application that is killed half way; it is started again and gets the rest.</summary>
internal static class UploadTrial
{
    private const long Size = 1024L * 1024 * 1024;
    private const string Most = "1200000000";

    internal sealed record Figures(long Megabytes, double Seconds, long KilledAtMb, long ResumedAtMb, double GrewMb, double GrewAfterMb, bool Whole);

    public static Task<Figures> RunAsync() => BuiltApplication.WithFolderAsync(MeasureAsync);

    private static async Task<Figures> MeasureAsync(string data)
    {
        var settings = new Dictionary<string, string?> { ["Media:MaxVideoBytes"] = Most };
        var began = Stopwatch.GetTimestamp();
        Guid upload;
        double grew;
        long killedAt;
        await using (var first = await BuiltApplication.StartAsync(data, settings))
        {
            using var sender = await DemoUploads.BeginAsync(first.Address);
            upload = await sender.AnnounceAsync("long.mp4", Size);
            var rest = first.ResidentMegabytes();
            began = Stopwatch.GetTimestamp();
            killedAt = await SendAsync(sender, upload, 0, Size / 2);
            grew = first.PeakMegabytes() - rest;
            // a part is under way when the process ends
            var last = sender.SendAsync(upload, killedAt, Chunk(killedAt), DemoUploads.Part);
            await first.KillAsync();
            await last.ContinueWith(_ => true, TaskScheduler.Default);
        }
        var took = Stopwatch.GetElapsedTime(began);
        await using var second = await BuiltApplication.StartAsync(data, settings);
        using var again = await DemoUploads.BeginAsync(second.Address);
        var before = second.ResidentMegabytes();
        began = Stopwatch.GetTimestamp();
        var from = await again.ReceivedAsync(upload);
        await SendAsync(again, upload, from, Size);
        var item = await again.CompleteAsync(upload);
        took += Stopwatch.GetElapsedTime(began);
        var whole = item is not null && await HashAsync(data) == Expected();
        return new(Size / 1024 / 1024, Math.Round(took.TotalSeconds, 1), killedAt / 1024 / 1024, from / 1024 / 1024, Math.Round(grew), Math.Round(second.PeakMegabytes() - before), whole);
    }

    private static async Task<long> SendAsync(DemoUploads sender, Guid upload, long from, long to)
    {
        var at = from;
        while (at < to)
        {
            var length = (int)Math.Min(DemoUploads.Part - (at % DemoUploads.Part), to - at);
            var status = await sender.SendAsync(upload, at, Chunk(at), length);
            if (status is not System.Net.HttpStatusCode.OK)
                throw new InvalidOperationException($"A part at {at} was answered {status}.");
            at += length;
        }
        return at;
    }

    /// <summary>What stands from this place on: a video of one second, then a box of data that nothing points to.</summary>
    private static byte[] Chunk(long at)
    {
        var bytes = new byte[DemoUploads.Part];
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(DemoUploads.Part / 2), at);
        if (at != 0)
            return bytes;
        var video = Samples.Mp4(640, 360, 1000);
        video.CopyTo(bytes, 0);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(video.Length), (int)(Size - video.Length));
        "mdat"u8.CopyTo(bytes.AsSpan(video.Length + 4));
        return bytes;
    }

    private static string Expected()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var at = 0L; at < Size; at += DemoUploads.Part)
            hash.AppendData(Chunk(at));
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static async Task<string> HashAsync(string data)
    {
        var path = Directory.EnumerateFiles(Path.Combine(data, "media"), "*.mp4", SearchOption.AllDirectories).Single(f => new FileInfo(f).Length == Size);
        await using var file = File.OpenRead(path);
        return Convert.ToHexString(await SHA256.HashDataAsync(file));
    }
}
