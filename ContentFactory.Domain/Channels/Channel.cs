using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Channels;

public enum ChannelStatus { Disconnected, Connecting, WarmingUp, Active, Paused, NeedsAttention, NeedsVerification, Shadowbanned, Suspended, Banned }

/// <summary>One connected account of a network. One account is one channel, whether it publishes, converses or both.</summary>
public sealed partial class Channel : ITenantOwned
{
    private Channel() { }

    public Channel(Guid tenantId, Guid id, Guid companyId, string platform, string accountId, string displayName, bool sandbox, DateTimeOffset now) =>
        (TenantId, Id, CompanyId, Platform, AccountId, DisplayName, Sandbox, CreatedAt) = (tenantId, id, companyId, platform, accountId, displayName, sandbox, now);

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public Guid CompanyId { get; private set; }
    public Guid? NicheId { get; private set; }
    public string Platform { get; private set; } = "";
    public string AccountId { get; private set; } = "";
    public string? Handle { get; private set; }
    public string DisplayName { get; private set; } = "";
    public string? Bio { get; private set; }

    /// <summary>Speaks to the built-in sandbox network instead of the real one. Fixed at connection.</summary>
    public bool Sandbox { get; private set; }

    /// <summary>The app at the platform whose calls this channel's are; null where its limit is not known to be shared.</summary>
    public string? AppKey { get; private set; }

    public ChannelStatus Status { get; private set; } = ChannelStatus.Connecting;
    public bool AutoPost { get; private set; }
    public int[] PostingHours { get; private set; } = [9, 12, 15, 18, 21];

    /// <summary>IANA zone of posting hours and daily limit; null means the tenant's.</summary>
    public string? ZoneId { get; private set; }

    public int DailyLimit { get; private set; } = 5;
    public int? Followers { get; private set; }
    public int? Following { get; private set; }
    public int? TotalPosts { get; private set; }
    public DateTimeOffset? LastPostedAt { get; private set; }
    public DateTimeOffset? LastCheckedAt { get; private set; }
    public DateTimeOffset? TokenValidUntil { get; private set; }

    /// <summary>When the network is asked next by itself; null while only people can help the channel.</summary>
    public DateTimeOffset? NextCheckAt { get; private set; }

    /// <summary>Of which end of a token people were warned, and how many days ahead (7, 1).</summary>
    public DateTimeOffset? WarnedUntil { get; private set; }

    public int? WarnedDays { get; private set; }
    public string? LastError { get; private set; }
    public int ErrorCount { get; private set; }
    public string? Notes { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }

    public bool MayPublish => Status is ChannelStatus.Active or ChannelStatus.WarmingUp;

    /// <summary>The platform answered who the account is and that it may post.</summary>
    public void Connect(string accountId, string? handle, string displayName, string? bio, int? followers, DateTimeOffset? validUntil, DateTimeOffset now, string? appKey = null)
    {
        (AccountId, Handle, DisplayName, Bio, Followers, TokenValidUntil, AppKey) = (accountId, handle, displayName, bio, followers, validUntil, appKey);
        (Status, LastCheckedAt, LastError, ErrorCount) = (Running, now, null, 0);
        NextCheckAt = now + TimeSpan.FromDays(1) - Spread;
    }

    public void NeedAttention(string error, DateTimeOffset now) =>
        (Status, LastError, ErrorCount, LastCheckedAt, NextCheckAt) = (ChannelStatus.NeedsAttention, error, ErrorCount + 1, now, null);

    /// <summary>A new token is stored. What else is known of the account stays.</summary>
    public void Renew(DateTimeOffset? validUntil) => TokenValidUntil = validUntil;

    /// <summary>A disconnected account comes back, perhaps under another company; the row and its history stay.</summary>
    public void ReturnTo(Guid companyId) => (CompanyId, Status) = (companyId, ChannelStatus.Connecting);

    public void Pause() => Status = ChannelStatus.Paused;

    public void Resume() => Status = Running;

    public void Disconnect() => (Status, NextCheckAt, ProxyHost) = (ChannelStatus.Disconnected, null, null);

    /// <summary>Generated posts that the company's rule approved may be planned here by themselves.</summary>
    public void AllowAutoPost(bool allowed) => AutoPost = allowed;

    public void SetPosting(int[] hours, int dailyLimit, string? zoneId) => (PostingHours, DailyLimit, ZoneId) = (hours, dailyLimit, zoneId);

    /// <summary>Channels that were connected together are not checked together: the last byte of the id is drawn by chance.</summary>
    private TimeSpan Spread => TimeSpan.FromSeconds(Id.ToByteArray()[^1] * 28);

    internal static void Map(EntityTypeBuilder<Channel> channel)
    {
        channel.ToTable("channels", t => t.HasCheckConstraint("ck_channels_daily_limit", "daily_limit between 1 and 1000"));
        channel.HasKey(c => new { c.TenantId, c.Id });
        channel.Property(c => c.Platform).HasMaxLength(20);
        channel.Property(c => c.AccountId).HasMaxLength(200);
        channel.Property(c => c.Handle).HasMaxLength(200);
        channel.Property(c => c.DisplayName).HasMaxLength(300);
        channel.Property(c => c.Bio).HasMaxLength(4000);
        channel.Property(c => c.AppKey).HasMaxLength(100);
        channel.Property(c => c.ProxyHost).HasMaxLength(300);
        channel.Property(c => c.ZoneId).HasMaxLength(64);
        channel.Property(c => c.LastError).HasMaxLength(1000);
        channel.Property(c => c.Notes).HasMaxLength(4000);
        channel.HasIndex(c => new { c.TenantId, c.Platform, c.AccountId }).IsUnique();
        channel.HasIndex(c => new { c.TenantId, c.CompanyId });
        channel.HasIndex(c => new { c.TenantId, c.NicheId });
        channel.HasIndex(c => c.NextCheckAt).HasFilter("next_check_at is not null");
        channel.HasIndex(c => c.TokenValidUntil).HasFilter("token_valid_until is not null");
        channel.HasOne<Company>().WithMany().HasForeignKey(c => new { c.TenantId, c.CompanyId }).OnDelete(DeleteBehavior.NoAction);
        channel.HasOne<Trends.Niche>().WithMany().HasForeignKey(c => new { c.TenantId, c.NicheId }).OnDelete(DeleteBehavior.ClientNoAction);
        channel.HasOne<Tenant>().WithMany().HasForeignKey(c => c.TenantId).OnDelete(DeleteBehavior.NoAction);
        channel.Property<uint>("xmin").IsRowVersion();
    }
}
