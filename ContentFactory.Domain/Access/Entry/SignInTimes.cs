using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Access;

/// <summary>Keeps when somebody signed in last, whichever way.</summary>
public sealed class SignInTimes(AccessDb db, TimeProvider clock)
{
    public async Task NoteAsync(Guid personId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await db.Users.Where(p => p.Id == personId).ExecuteUpdateAsync(s => s.SetProperty(p => p.LastSignInAt, now), ct);
    }
}
