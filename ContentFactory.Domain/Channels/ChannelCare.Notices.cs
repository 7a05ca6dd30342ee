using ContentFactory.Domain.Access;

namespace ContentFactory.Domain.Channels;

public sealed partial class ChannelCare
{
    internal const string Worry = "Channels.Notice_NeedsAttention";
    internal const string EndsSoon = "Channels.Notice_EndsSoon";
    internal const string EndsTomorrow = "Channels.Notice_EndsTomorrow";

    internal static readonly string[] Ends = [EndsSoon, EndsTomorrow];

    // what befell several posts at once is told of their channel
    private static readonly string[] OfPosts = ["Publishing.Notice_FailedMany", "Publishing.Notice_HeldMany", "Publishing.Notice_UnknownMany"];

    /// <summary>Of what nobody need be told any more, now that the channel is no longer as it was.</summary>
    private static string[] Mended(Channel channel, ChannelStatus before, DateTimeOffset? endBefore)
    {
        var recovered = before is ChannelStatus.NeedsAttention && channel.Status is not ChannelStatus.NeedsAttention;
        var mended = new List<string>();
        if (recovered)
            mended.Add(Worry);
        if (recovered && channel.Status is not ChannelStatus.Disconnected)
            mended.AddRange(OfPosts);
        // networks say the same end a few seconds off each time
        var lasts = channel.TokenValidUntil is { } end ? end - endBefore > TimeSpan.FromHours(1) : endBefore is not null;
        if (lasts || channel.Status is ChannelStatus.Disconnected)
            mended.AddRange(Ends);
        return [.. mended];
    }

    /// <summary>Those who may connect it again; whoever checked it has just read the answer.</summary>
    private Notice Worried(Channel channel) => Worried(channel, actor.PersonId);

    internal static Notice Worried(Channel channel, params Guid[] except) =>
        new(channel.TenantId, Worry, [channel.DisplayName], LinkTo(channel.Id), Notice.Deciders, [], except);

    /// <summary>Whoever sent the link hears that it was used.</summary>
    internal static Notice Invited(Channel channel, GuestPass pass) => new(channel.TenantId, "Channels.Notice_Invited", [channel.DisplayName], LinkTo(channel.Id), [], [pass.PersonId]);

    internal static string LinkTo(Guid id) => $"channels/{id}";
}
