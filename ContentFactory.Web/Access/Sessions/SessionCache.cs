using System.Collections.Concurrent;
using ContentFactory.Domain.Access;

namespace ContentFactory.Web.Access;

/// <summary>Answers for each request whether its session lives: what was read holds for 30 seconds on this node, or until somebody's access changed anywhere.</summary>
internal sealed class SessionCache(SessionRegister sessions, TimeProvider clock)
{
    private const int Most = 100_000;
    private static readonly TimeSpan Holds = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<Guid, Read> known = new();
    private int age;

    public async Task<LiveSession?> FindAsync(Guid id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (known.TryGetValue(id, out var read) && now - read.At < Holds)
            return read.Session;
        var asked = Volatile.Read(ref age);
        var session = await sessions.FindAsync(id, ct);
        if (session?.Unseen > SessionRegister.SeenStep)
            await sessions.SeenAsync([id], ct);
        // an answer that was on its way when everything was forgotten may be older than the change
        if (asked == Volatile.Read(ref age) && known.Count < Most)
            known[id] = new(session, now);
        return session;
    }

    public void Forget()
    {
        Interlocked.Increment(ref age);
        known.Clear();
    }

    /// <summary>Drops what holds no longer, so that the sessions of a whole week do not gather.</summary>
    public void Tidy()
    {
        var now = clock.GetUtcNow();
        foreach (var (id, read) in known)
            if (now - read.At >= Holds)
                known.TryRemove(id, out _);
    }

    private sealed record Read(LiveSession? Session, DateTimeOffset At);
}
