using ContentFactory.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Platforms.Sandbox;

public sealed partial class SandboxPosts
{
    /// <summary>The kept bytes of an entry; null when it has none. Networks that take files first put them into a post later.</summary>
    public async Task<byte[]?> FileAsync(Guid accountId, int number, CancellationToken ct)
    {
        actor.Demand(Permission.RecordSandboxPosts);
        await using var context = await db.OpenAsync(ct);
        return await Entries(context, accountId).Where(m => m.MessageId == number).Select(m => m.File).SingleOrDefaultAsync(ct);
    }
}
