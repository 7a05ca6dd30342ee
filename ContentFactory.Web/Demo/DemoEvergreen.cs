using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Publishing;

namespace ContentFactory.Web.Demo;

/// <summary>Past posts that stay true go out again by themselves: a category with two slots, the first of them further away than what is planned already.</summary>
internal sealed class DemoEvergreen(DemoStudio studio, TimeProvider clock)
{
    private const int CoolDownDays = 7;
    private const int Posts = 5;
    private static readonly int[] DaysAhead = [3, 5];

    public async Task FillAsync(DemoStage stage, Guid companyId, Guid channelId, IReadOnlyList<WrittenPost> written, CancellationToken ct)
    {
        var category = await stage.DoAsync<EvergreenEditor, Guid>(Role.Approver, editor => editor.AddAsync(new(companyId, studio.Evergreen, CoolDownDays), ct));
        var today = LocalDay.At(clock.GetUtcNow(), studio.Tenant.Zone);
        foreach (var days in DaysAhead)
            await stage.DoAsync<EvergreenEditor, Guid>(Role.Approver, editor => editor.AddSlotAsync(category, new(channelId, [today.AddDays(days).DayOfWeek], new(12, 30)), ct));
        var past = written.Where(w => w.Demo.Plan is "past").OrderBy(w => w.Demo.Day).Take(Posts).Select(w => w.PostId).ToList();
        await stage.DoAsync<EvergreenEditor>(Role.Approver, editor => editor.AddPostsAsync(category, past, new(), ct));
    }
}
