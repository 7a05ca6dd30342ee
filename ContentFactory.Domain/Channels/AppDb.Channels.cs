using ContentFactory.Domain.Channels;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain;

public sealed partial class AppDb
{
    public DbSet<Channel> Channels => Set<Channel>();
    public DbSet<ChannelSecret> ChannelSecrets => Set<ChannelSecret>();
    public DbSet<TokenRefresh> TokenRefreshes => Set<TokenRefresh>();
    public DbSet<ChannelCheck> ChannelChecks => Set<ChannelCheck>();
    public DbSet<ChannelSignIn> ChannelSignIns => Set<ChannelSignIn>();

    public DbSet<ChannelInvitation> ChannelInvitations => Set<ChannelInvitation>();
    public DbSet<ChannelInvitationUse> ChannelInvitationUses => Set<ChannelInvitationUse>();

    private static void MapChannels(ModelBuilder model)
    {
        Channel.Map(model.Entity<Channel>());
        ChannelSecret.Map(model.Entity<ChannelSecret>());
        TokenRefresh.Map(model.Entity<TokenRefresh>());
        ChannelCheck.Map(model.Entity<ChannelCheck>());
        ChannelSignIn.Map(model.Entity<ChannelSignIn>());
        ChannelInvitation.Map(model.Entity<ChannelInvitation>());
        ChannelInvitationUse.Map(model.Entity<ChannelInvitationUse>());
        AppAssignment.Map(model.Entity<AppAssignment>());
        AppUsageDay.Map(model.Entity<AppUsageDay>());
    }
}
