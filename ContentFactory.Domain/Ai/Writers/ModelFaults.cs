using ContentFactory.Domain.Ai.Costs;
using ContentFactory.Domain.Ai.Makers;

namespace ContentFactory.Domain.Ai.Writers;

/// <summary>Names what went wrong with a call, and says it to a person.</summary>
internal static class ModelFaults
{
    public static AiFault Of(Exception e, CallNotes notes, CancellationToken leaving, CancellationToken limit) => (e, notes.Status) switch
    {
        _ when leaving.IsCancellationRequested => AiFault.Cancelled,
        _ when limit.IsCancellationRequested => AiFault.TimedOut,
        (_, 429) => AiFault.Busy,
        (_, 401 or 403) => AiFault.KeyRefused,
        (_, 404) => AiFault.ModelGone,
        (_, >= 500) => AiFault.Down,
        (_, >= 400) => AiFault.NotTaken,
        (_, null) => notes.WasNotReached ? AiFault.Down : AiFault.Broken,
        _ => AiFault.Broken,
    };

    public static Problem Said(AiFault fault, ModelOffer offer, TimeSpan? retryAfter) => fault switch
    {
        AiFault.Busy when retryAfter is { } wait && wait > TimeSpan.Zero => Problem.Unavailable("Ai.Failed_BusyUntil", offer.Model, (int)Math.Ceiling(wait.TotalSeconds)),
        AiFault.Busy or AiFault.Down or AiFault.TimedOut or AiFault.Broken => Problem.Unavailable($"Ai.Failed_{fault}", offer.Model),
        _ => Problem.Conflict($"Ai.Failed_{fault}", offer.Model),
    };
}
