using ContentFactory.Domain.Access;
using ContentFactory.Domain.Analytics.Home;
using ContentFactory.Tests.Rules;
using ContentFactory.Tests.Support;
using ContentFactory.Web.Analytics.Home;

namespace ContentFactory.Tests.Analytics.Pages;

public sealed class ActWordsTests
{
    private static readonly TextPair Texts = TextPair.In(Path.Combine(SourceTree.Web, "Analytics"));

    public static TheoryData<Permission> Audited => [.. Enum.GetValues<Permission>().Where(PermissionTable.IsAudited), Permission.EditPosts];

    [Theory]
    [MemberData(nameof(Audited))]
    public void Each_audited_action_has_words_in_both_languages(Permission action)
    {
        foreach (var (entity, outcome) in new[] { ("post", "Approved"), ("post", "Draft"), ("media_store", null), ("webhook_secret", null), ("invitation", null), ("report_plan", null), ("channel_invitation", null) })
            Assert.True(Texts.Has($"Act_{ActWords.KeyOf(Act(action, entity, outcome))}", false), $"{action} of {entity}");
    }

    [Theory]
    [InlineData("post", "content/"), InlineData("publication", "publications/"), InlineData("channel", "channels/"), InlineData("media", null)]
    public void A_line_leads_to_what_it_is_about(string entity, string? place)
    {
        var act = Act(Permission.EditPosts, entity, null);
        Assert.Equal(place is null ? null : place + act.EntityId, ActWords.PlaceOf(act));
    }

    private static RecentAct Act(Permission action, string entity, string? outcome) =>
        new(Guid.Empty, default, ActBy.Person, "Anna", action, entity, new Guid(1, 2, 3, new byte[8]), outcome);
}
