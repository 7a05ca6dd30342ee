using ContentFactory.Domain.Channels;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain;

public sealed partial class AppDb
{
    public DbSet<Channel> Channels => Set<Channel>();
    public DbSet<ChannelSecret> ChannelSecrets => Set<ChannelSecret>();

    private static void MapChannels(ModelBuilder model)
    {
        Channel.Map(model.Entity<Channel>());
        ChannelSecret.Map(model.Entity<ChannelSecret>());
    }
}
