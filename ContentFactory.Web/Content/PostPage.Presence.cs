using ContentFactory.Domain.Content.Presence;
using ContentFactory.Web.Content.Presence;

namespace ContentFactory.Web.Content;

public sealed partial class PostPage
{
    private WhoIsHere? here;
    private IReadOnlyList<PresentPerson> others = [];

    private void Meet(IReadOnlyList<PresentPerson> people) => others = people;

    private Task StandInAsync(string? field) => here?.MoveAsync(field) ?? Task.CompletedTask;
}
