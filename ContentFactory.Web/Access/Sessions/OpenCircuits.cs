using System.Collections.Concurrent;
using ContentFactory.Domain.Access;

namespace ContentFactory.Web.Access;

/// <summary>A page that is open in a circuit of this node.</summary>
internal sealed class OpenCircuit(Presence presence, Action end)
{
    private int used;

    public Presence Presence => presence;

    public void Use() => Volatile.Write(ref used, 1);

    /// <summary>Whether anything came from its browser since this was last asked.</summary>
    public bool TakeUse() => Interlocked.Exchange(ref used, 0) == 1;

    public void End() => end();
}

/// <summary>
/// All pages that are open in circuits of this node. One query for all of them finds those whose session ended, whose person was
/// deactivated or got a new stamp, or whose role is no longer the one they came with.
/// </summary>
internal sealed class OpenCircuits(CircuitStanding standing, SessionRegister sessions, SessionCache cache)
{
    private readonly ConcurrentDictionary<OpenCircuit, byte> open = new();

    public int Count => open.Count;

    public void Add(OpenCircuit circuit) => open[circuit] = 0;

    public void Remove(OpenCircuit circuit) => open.TryRemove(circuit, out _);

    /// <summary>Ends what may not go on; how many pages those were.</summary>
    public async Task<int> CheckAsync(CancellationToken ct)
    {
        var all = open.Keys.ToList();
        var fallen = await standing.FallenAsync([.. all.Select(c => (c, c.Presence))], ct);
        foreach (var circuit in fallen)
        {
            Remove(circuit);
            circuit.End();
        }
        // whoever works in an open page for a week makes no request, and is in use all the same
        if (all.Except(fallen).Where(c => c.TakeUse()).Select(c => c.Presence.SessionId).Distinct().ToArray() is { Length: > 0 } used)
            await sessions.SeenAsync(used, ct);
        cache.Tidy();
        return fallen.Count;
    }
}
