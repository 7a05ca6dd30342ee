using ContentFactory.Domain.Channels;
using ContentFactory.Web.Ui;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Channels.Care;

/// <summary>What lowers a channel's score, in words.</summary>
internal static class HealthWords
{
    public static string Tone(int score) => score >= 80 ? "good" : score >= 50 ? "warn" : "bad";

    public static string Of(IStringLocalizer<Channels.Texts> T, HealthLoss loss) => loss.Cause switch
    {
        HealthCause.NotRunning => T["Health_NotRunning"],
        HealthCause.Failures => T.Plural("Health_Failures", loss.Number),
        HealthCause.Unclear => T.Plural("Health_Unclear", loss.Number),
        HealthCause.TokenEnded => T["Health_TokenEnded"],
        HealthCause.TokenEndsTomorrow => T["Health_TokenEndsTomorrow"],
        HealthCause.TokenEndsSoon => T.Plural("Health_TokenEnds", loss.Number),
        HealthCause.TokenOld => T.Plural("Health_TokenOld", loss.Number),
        HealthCause.Silent => T.Plural("Health_Silent", loss.Number),
        HealthCause.ViewsDown => T["Health_ViewsDown", loss.Number],
    };
}
