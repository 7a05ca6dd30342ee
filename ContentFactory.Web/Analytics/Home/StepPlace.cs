using ContentFactory.Domain.Access;
using ContentFactory.Domain.Analytics;

namespace ContentFactory.Web.Analytics.Home;

/// <summary>Where a first step is done, and what one must be allowed to; the others read <paramref name="WhoKey"/>.</summary>
internal sealed record StepPlace(string Path, Permission Permission, string WhoKey)
{
    public static StepPlace Of(FirstStep step) => step switch
    {
        FirstStep.Channel => new("channels/connect", Permission.ConnectChannels, "Steps_ByApprovers"),
        FirstStep.Topic => new("ideas/topics", Permission.EditTopics, "Steps_ByEditors"),
        FirstStep.Source => new("ideas/sources", Permission.EditTrendSources, "Steps_ByEditors"),
        FirstStep.Draft => new("content", Permission.EditPosts, "Steps_ByEditors"),
        FirstStep.Approval => new("content?status=ready", Permission.ApprovePosts, "Steps_ByApprovers"),
        FirstStep.Publication => new("content?status=approved", Permission.SchedulePosts, "Steps_ByApprovers"),
        FirstStep.Numbers => new("calendar", Permission.ViewSchedule, "Steps_ByItself"),
    };
}
