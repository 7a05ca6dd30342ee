using System.Collections.Concurrent;

namespace ContentFactory.Domain.Platforms.LinkedIn;

/// <summary>
/// Uploads of large videos between two calls of this process. LinkedIn gives an address for each 4 MB and wants a mark of each back, which
/// for some hundred megabytes is more than a ticket remembers. What is lost here is uploaded again.
/// </summary>
internal sealed class HeldVideos(TimeProvider clock)
{
    private const int Most = 100;
    private static readonly TimeSpan Life = TimeSpan.FromHours(2);

    private readonly ConcurrentDictionary<string, (VideoUpload Video, DateTimeOffset At)> held = new(StringComparer.Ordinal);

    public VideoUpload? Find(string urn) => held.TryGetValue(urn, out var one) ? one.Video : null;

    public void Keep(VideoUpload video)
    {
        var now = clock.GetUtcNow();
        held[video.Urn] = (video, now);
        foreach (var (urn, one) in held)
            if (now - one.At > Life)
                held.TryRemove(urn, out _);
        if (held.Count > Most)
            held.TryRemove(held.MinBy(h => h.Value.At).Key, out _);
    }

    public void Drop(string urn) => held.TryRemove(urn, out _);
}
