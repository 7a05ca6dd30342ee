using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Channels;

public enum CheckResult { Fine, Refused, Unreachable }

/// <summary>What a network said when it was asked whether a channel still lets us post. Kept for 90 days.</summary>
public sealed class ChannelCheck : ITenantOwned
{
    private ChannelCheck() { }

    public ChannelCheck(Guid tenantId, Guid id, Guid channelId, Problem? fault, DateTimeOffset now) =>
        (TenantId, Id, ChannelId, At, Result, Fault) = (tenantId, id, channelId, now, ResultOf(fault), fault is null ? null : ChannelFaults.Of(fault));

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public Guid ChannelId { get; private set; }
    public DateTimeOffset At { get; private set; }
    public CheckResult Result { get; private set; }

    /// <summary>As <see cref="ChannelFaults"/> keeps it.</summary>
    public string? Fault { get; private set; }

    internal static CheckResult ResultOf(Problem? fault) => fault switch
    {
        null => CheckResult.Fine,
        { Kind: ProblemKind.Unavailable or ProblemKind.Limit } => CheckResult.Unreachable,
        _ => CheckResult.Refused,
    };

    internal static void Map(EntityTypeBuilder<ChannelCheck> check)
    {
        check.ToTable("channel_checks");
        check.HasKey(c => new { c.TenantId, c.Id });
        check.Property(c => c.Fault).HasMaxLength(1000);
        check.HasIndex(c => new { c.TenantId, c.ChannelId, c.At });
        check.HasIndex(c => c.At);
        check.HasOne<Channel>().WithMany().HasForeignKey(c => new { c.TenantId, c.ChannelId }).OnDelete(DeleteBehavior.Cascade);
    }
}
