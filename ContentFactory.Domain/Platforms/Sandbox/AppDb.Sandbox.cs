using ContentFactory.Domain.Platforms.Sandbox;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain;

public sealed partial class AppDb
{
    public DbSet<SandboxBot> SandboxBots => Set<SandboxBot>();
    public DbSet<SandboxMessage> SandboxMessages => Set<SandboxMessage>();

    private static void MapSandbox(ModelBuilder model)
    {
        SandboxBot.Map(model.Entity<SandboxBot>());
        SandboxMessage.Map(model.Entity<SandboxMessage>());
    }
}
