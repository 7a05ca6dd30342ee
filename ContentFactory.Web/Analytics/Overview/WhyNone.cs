using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Web.Ui;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Analytics.Overview;

/// <summary>Why a figure has no number: which is said instead of a zero.</summary>
internal static class WhyNone
{
    private const int MostNamed = 3;

    public static string Of(IStringLocalizer<Texts> texts, NumbersOverview numbers, Figure figure)
    {
        var wish = numbers.Wish;
        if (numbers.Slices.Channels.Count == 0)
            return texts[numbers.Choices.Channels.Count == 0 ? "Why_NoChannelYet" : "Why_NoChannel"];
        if (figure is Figure.AiCost or Figure.CostPerPost or Figure.CostPerThousandViews)
            return texts[wish.IsOfPosts || wish.ChannelId is not null || wish.Network is not null ? "Why_CostOfChoice" : numbers.Now.AiCost is not null ? "Why_NothingOut" : "Why_NoCost"];
        if (figure is Figure.Followers or Figure.FollowersGained)
            return texts[wish.IsOfPosts ? "Why_FollowersOfChoice" : "Why_NoFollowers"];
        if (figure is Figure.Posts || numbers.AsOf is null && numbers.Now.Posts == 0)
            return texts["Why_NothingOut"];
        var telling = numbers.Slices.Networks.Where(n => IsRead(n.Now)).Select(n => NetworkName.Of(n.Key)).ToList();
        return telling.Count switch
        {
            0 => texts[numbers.Now.Posts == 0 ? "Why_NothingOut" : "Why_NotYet"],
            <= MostNamed => texts["Why_NotCounted", string.Join(", ", telling)],
            _ => texts["Why_NobodyCounts"],
        };
    }

    private static bool IsRead(PeriodNumbers numbers) => FigureBook.All.Any(d => d.OfPosts && d.Figure is not Figure.Posts && d.Of(numbers) is not null);
}
