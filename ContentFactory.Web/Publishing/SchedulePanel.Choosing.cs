using ContentFactory.Domain.Publishing;
using ContentFactory.Web.Publishing.Choosing;
using ContentFactory.Web.Shell;
using ContentFactory.Web.Ui;

namespace ContentFactory.Web.Publishing;

/// <summary>What the networks of the chosen channels let a person choose.</summary>
public sealed partial class SchedulePanel : IDisposable
{
    private readonly Dictionary<Guid, OfferedChoices> offers = [];
    private readonly Dictionary<Guid, ChoiceDraft> drafts = [];
    private readonly CancellationTokenSource leaving = new();

    /// <summary>In the order of the channels; those that offer nothing are left out.</summary>
    private IEnumerable<OfferedChoices> Offers => !May ? [] : channels.Where(c => chosen.Contains(c.Id)).Select(c => OfferOf(c.Id, c.Platform)).OfType<OfferedChoices>().Where(o => o.Any);

    /// <summary>What has a place of its own in the form.</summary>
    private string[] OwnFields =>
        [.. PlanFields, .. Offers.SelectMany(o => o.Choices.Options.Select(option => option.Key).Concat(["Kind", "Options"]).Select(key => PublishChoices.FieldOf(o.Platform, key)))];

    public void Dispose()
    {
        leaving.Cancel();
        leaving.Dispose();
    }

    /// <summary>Networks are asked once the page stands, and only about a post that can be planned.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!May || !Approved || Offers.Where(o => o.Asks).ToList() is not { Count: > 0 } asking)
            return;
        foreach (var offer in asking)
            offers[offer.ChannelId] = offer with { Asks = false };
        await Task.WhenAll(asking.Select(o => AskAsync(o.ChannelId)));
        StateHasChanged();
    }

    private OfferedChoices? OfferOf(Guid channelId, string platform)
    {
        if (!offers.TryGetValue(channelId, out var offer) && Choices.General(channelId, platform) is { } general)
            offers[channelId] = offer = general;
        return offer;
    }

    private ChoiceDraft DraftOf(OfferedChoices offer) =>
        drafts.TryGetValue(offer.ChannelId, out var draft) ? draft : drafts[offer.ChannelId] = new() { Kind = PostKinds.Of(Post.Type, offer.Choices.Kinds) };

    private Dictionary<Guid, PublishChoices> Chosen() => Offers.ToDictionary(o => o.ChannelId, o => DraftOf(o).Whole(o.Choices.Options, ZoneId));

    private async Task AskAsync(Guid channelId)
    {
        try
        {
            if (await Choices.OfferAsync(channelId, leaving.Token) is { } offer)
                offers[channelId] = offer;
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
        }
        catch (Exception e) when (DatabaseGate.IsOutage(e))
        {
            offers[channelId] = offers[channelId] with { Fault = Domain.Problem.Unavailable("Access.DatabaseAway") };
        }
    }
}
