using System.Text;
using ContentFactory.Domain;
using ContentFactory.Domain.Media;
using ContentFactory.Domain.Media.Stores;
using ContentFactory.Tests.Platforms.Contract;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Media.Stores;

/// <summary>A store beside a server that fails, on a clock that a test moves.</summary>
public abstract class StoreFaultCase : IDisposable
{
    private readonly TemporaryFolder folder = new();

    protected StoreFaultCase() => Directory.CreateDirectory(folder.Path);

    protected ManualTime Clock { get; } = new(new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero));

    protected static HttpMessageHandler Handler { get; } = StoreHandlers.ForConfigured();

    protected string NewKey(string extension) => MediaFiles.KeyOf(Ids.New(Clock), Ids.New(Clock), extension, Clock.GetUtcNow());

    protected string FileOf(int bytes)
    {
        var path = Path.Combine(folder.Path, $"{bytes}");
        File.WriteAllBytes(path, [.. Enumerable.Range(0, bytes).Select(i => (byte)(i * 7))]);
        return path;
    }

    /// <summary>Begins a body of a file. Ends the connection when <paramref name="ends"/> does; without one it says nothing more until the caller gives up.</summary>
    internal static Fault StopsInTheBody(Task? ends) => async (context, _, hung) =>
    {
        context.Response.ContentLength = 1_000_000;
        await context.Response.Body.WriteAsync(Encoding.ASCII.GetBytes("beginning"));
        await context.Response.Body.FlushAsync();
        if (ends is null)
        {
            await Faults.TimesOutBefore(context, () => new(200), hung);
            return;
        }
        await ends;
        context.Abort();
    };

    /// <summary>Reads what came and then more.</summary>
    internal async Task AssertStopsAsync(NetworkFake fake, string step, bool ends, Func<Task<Stream>> open)
    {
        var (hung, read) = (fake.Hung, new TaskCompletionSource());
        fake.Fail(step, StopsInTheBody(ends ? read.Task : null));
        await using var stream = await open();
        await stream.ReadExactlyAsync(new byte[9]);
        read.SetResult();
        if (ends)
            Assert.Equal(StoreTrouble.Away, await TroubleAsync(() => stream.CopyToAsync(Stream.Null)));
        else
            await StandStillAsync(hung, () => stream.CopyToAsync(Stream.Null));
    }

    /// <summary>Lets the time pass in which no byte moves, as often as something still moved in between.</summary>
    /// <param name="hung">Of the server, taken before it was asked.</param>
    internal async Task StandStillAsync(Task hung, Func<Task> act)
    {
        var acting = act();
        await hung;
        await Eventually.BecomesAsync(() =>
        {
            Clock.Advance(StillnessLimit.Limit);
            return Task.FromResult(acting.IsCompleted);
        }, over => over);
        Assert.Equal(StoreTrouble.Away, (await Assert.ThrowsAsync<StoreFault>(() => acting)).Trouble);
    }

    protected static async Task<StoreTrouble> TroubleAsync(Func<Task> act) => (await Assert.ThrowsAsync<StoreFault>(act)).Trouble;

    public virtual void Dispose() => folder.Dispose();
}
