using System.Text.RegularExpressions;
using ContentFactory.Domain.Access;
using ContentFactory.Tests.Rules;
using ContentFactory.Tests.Support;
using ContentFactory.Web.Access.Audit;

namespace ContentFactory.Tests.Access;

public sealed partial class ActWordsTests
{
    private static readonly TextPair Texts = TextPair.In(Path.Combine(SourceTree.Web, "Access", "Audit"));

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

    [Fact]
    public void Each_thing_that_is_written_into_the_log_has_a_name()
    {
        var written = SourceTree.Files(SourceTree.Domain, "*.cs").SelectMany(f => Written().Matches(File.ReadAllText(f))).Select(m => m.Groups[1].Value).Distinct().ToList();

        Assert.True(written.Count > 20, string.Join(' ', written));
        Assert.Empty(written.Except(AuditFilters.AllEntities));
        Assert.All(AuditFilters.AllEntities, e => Assert.True(Texts.Has($"Entity_{e}", false), e));
    }

    [Fact]
    public void Each_action_and_each_doer_can_be_named()
    {
        Assert.All(Enum.GetValues<Permission>().Where(PermissionTable.IsAudited), a => Assert.True(Texts.Has($"Act_{a}", false), $"{a}"));
        Assert.All(Enum.GetValues<ActBy>().Where(b => b is not ActBy.Person), b => Assert.True(Texts.Has($"Acts_{b}", false), $"{b}"));
    }

    [GeneratedRegex("""(?:\bAudit\((?:\w+, [\w.]+, )?(?:\w+\.)?\w+, |const string \w*Entity = |\bNote\([^"]*, )"([a-z_]+)\x22""")]
    private static partial Regex Written();

    private static RecentAct Act(Permission action, string entity, string? outcome) =>
        new(Guid.Empty, default, ActBy.Person, "Anna", action, entity, new Guid(1, 2, 3, new byte[8]), outcome);
}
