using ContentFactory.Domain.Publishing;
using ContentFactory.Web.Publishing.Choosing;
using ContentFactory.Web.Shell;
using ContentFactory.Web.Ui;

namespace ContentFactory.Web.Publishing;

/// <summary>What the networks of the chosen channels let a person choose.</summary>
public sealed partial class SchedulePanel
{
    private readonly Dictionary<Guid, OfferedChoices> offers = [];
    private readonly Dictionary<Guid, ChoiceDraft> drafts = [];

    /// <summary>In the order of the channels; those that offer nothing are left out.</summary>
    private IEnumerable<OfferedChoices> Offers => channels.Where(c => chosen.Contains(c.Id)).Select(c => offers.GetValueOrDefault(c.Id)).OfType<OfferedChoices>().Where(o => o.Any);

    /// <summary>What has a place of its own in the form.</summary>
    private string[] OwnFields =>
        [.. PlanFields, .. Offers.SelectMany(o => o.Choices.Options.Select(option => PublishChoices.FieldOf(o.Platform, option.Key))), .. Offers.Any() ? new[] { "Kind", "Options" } : []];

    private ChoiceDraft DraftOf(Guid channelId) => drafts.TryGetValue(channelId, out var draft) ? draft : drafts[channelId] = new();

    private Dictionary<Guid, PublishChoices> Chosen() => Offers.ToDictionary(o => o.ChannelId, o => DraftOf(o.ChannelId).Whole(o.Choices.Options, ZoneId));

    private async Task OfferAsync()
    {
        if (!May)
            return;
        foreach (var channelId in chosen.Where(id => !offers.ContainsKey(id)).ToList())
        {
            try
            {
                if (await Choices.OfferAsync(channelId, CancellationToken.None) is { } offer)
                    offers[channelId] = offer;
            }
            catch (Exception e) when (DatabaseGate.IsOutage(e))
            {
                problem = Domain.Problem.Unavailable("Access.DatabaseAway");
            }
        }
    }
}
