using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Publishing;
using ContentFactory.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace ContentFactory.Web.Publishing.Evergreen;

public sealed record EvergreenCategoryData(EvergreenCategoryView View, IReadOnlyList<ChannelRow> Channels, PublishingStop Stop);

public sealed partial class CategoryPage(EvergreenQueries evergreen, EvergreenEditor editor, ChannelQueries channels, PublishingSwitch stop)
{
    private CategoryDraft draft = new();
    private SlotDraft slot = new();
    private TermsDraft terms = new();
    private List<Guid> picked = [];
    private Guid limited;
    private bool gone;
    private Sheet? sheet;

    /// <summary>What the sheet shows; null while it is closed.</summary>
    private string? open;

    [Parameter] public Guid EvergreenCategoryId { get; set; }

    protected override IReadOnlyList<string> Topics => [ChangeTopics.Publications, ChangeTopics.Posts];

    private EvergreenEditor Editor => editor;
    private EvergreenCategoryView View => Data!.View;
    private EvergreenCategoryRow Category => View.Category;
    private bool IsActive => Category.State is EvergreenState.Active;
    private bool May => Actor.May(Permission.SchedulePosts);
    private string About => $"{Category.Company} · {T.Plural("Evergreen_CoolDownOf", Category.CoolDownDays)}";
    private IReadOnlyList<Crumb> Way => [new(T["Calendar_Title"], To("calendar")), new(T["Evergreen_Title"], To("publications/evergreen"))];

    private string SheetTitle => open switch
    {
        "edit" => T["Evergreen_Edit"],
        "slot" => T["Evergreen_AddSlot"],
        "limit" => T["Evergreen_Limit"],
        _ => T["Evergreen_AddPosts"],
    };

    private string SheetVerb => open switch
    {
        "slot" => T["Evergreen_AddSlot"],
        "posts" when picked.Count > 0 => T.Plural("Evergreen_AddCount", picked.Count),
        "posts" => T["Evergreen_AddPosts"],
        _ => T["Evergreen_Save"],
    };

    protected override async Task<Result<EvergreenCategoryData>> ReadAsync(CancellationToken ct)
    {
        // removed just now: the page is left, and must not say in between that it is not there
        if (gone)
            return Data!;
        var read = await evergreen.OneAsync(EvergreenCategoryId, ct);
        if (!read.Ok)
            return read.Problem;
        var offered = (await channels.ListAsync(read.Value.Category.CompanyId, ct)).Where(c => c.Status is not ChannelStatus.Disconnected);
        return new EvergreenCategoryData(read.Value, [.. offered], await stop.ReadAsync(ct));
    }

    private Task EditAsync()
    {
        draft = new() { CompanyId = Category.CompanyId, Name = Category.Name, CoolDownDays = Category.CoolDownDays };
        return OpenAsync("edit");
    }

    private Task SlotAsync()
    {
        slot = new() { ChannelId = Data!.Channels is [var first, ..] ? first.Id : null };
        return OpenAsync("slot");
    }

    private Task PickAsync()
    {
        (picked, terms) = ([], new());
        return OpenAsync("posts");
    }

    private Task LimitAsync(EvergreenPostRow post)
    {
        (limited, terms) = (post.PostId, new() { Until = post.Until, MostTimes = post.MostTimes });
        return OpenAsync("limit");
    }

    private async Task OpenAsync(string what)
    {
        (open, Problem) = (what, null);
        StateHasChanged();
        await sheet!.OpenAsync();
    }

    private void Closed() => (open, Problem) = (null, null);

    private Task ChangeAsync() => SubmitAsync(() => editor.ChangeAsync(Category.Id, draft.Entry(), Leaving));

    private Task AddSlotAsync() => SubmitAsync(async () => new((await editor.AddSlotAsync(Category.Id, slot.Entry(), Leaving)).Problem));

    private Task AddPostsAsync() => SubmitAsync(() => editor.AddPostsAsync(Category.Id, picked, terms.Terms(), Leaving));

    private Task SaveLimitAsync() => SubmitAsync(() => editor.LimitPostAsync(limited, terms.Terms(), Leaving));

    private async Task SubmitAsync(Func<Task<Result>> verb)
    {
        if (await DoAsync(verb))
            await sheet!.CloseAsync();
    }

    private Task PauseAsync() => DoAsync(() => editor.PauseAsync(Category.Id, Leaving));

    private Task ResumeAsync() => DoAsync(() => editor.ResumeAsync(Category.Id, Leaving));

    private Task RemovePostAsync(Guid postId) => DoAsync(() => editor.RemovePostAsync(postId, Leaving));

    private async Task RemoveAsync()
    {
        var removed = await DoAsync(async () =>
        {
            var result = await editor.RemoveAsync(Category.Id, Leaving);
            gone = result.Ok;
            return result;
        });
        if (removed)
            Navigation.NavigateTo(To("publications/evergreen"));
    }
}
