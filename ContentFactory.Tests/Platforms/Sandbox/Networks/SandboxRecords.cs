using ContentFactory.Domain.Access;
using ContentFactory.Domain.Platforms.Sandbox;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Platforms.Sandbox.Networks;

internal static class SandboxRecords
{
    /// <summary>Puts an entry into an account of the sandbox, past its network; the entry's number.</summary>
    public static Task<int> RecordAsync(this TestTenant tenant, Guid account, SandboxDraft draft) =>
        tenant.RunAsync(Actor.System(tenant.Id, "sandbox"), inside => inside.GetRequiredService<SandboxPosts>().RecordAsync(account, [draft], CancellationToken.None));
}
