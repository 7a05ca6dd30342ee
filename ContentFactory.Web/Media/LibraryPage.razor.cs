using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Lists;
using ContentFactory.Domain.Media;
using ContentFactory.Domain.Media.Shelf;
using ContentFactory.Domain.Platforms;
using ContentFactory.Web.Media.Making;
using ContentFactory.Web.Ui;
using ContentFactory.Web.Ui.Lists;
using Microsoft.AspNetCore.Components;

namespace ContentFactory.Web.Media;

public sealed partial class LibraryPage
{
    private Sheet? sheet;
    private MakePanel? maker;
    private bool inSheet;
    private string? renamed;
    private string? folder;
    private IReadOnlyList<Guid> chosen = [];

    public sealed record View(ListPage<MediaRow> List, MediaMarks Marks);

    protected override IReadOnlyList<string> Topics => [ChangeTopics.Media, ChangeTopics.Companies];

    private bool MaySort => Actor.May(Permission.UploadMedia);

    private IReadOnlyList<Crumb> Way => [new(T["Library_Content"], $"/t/{Tenant}/content")];

    private IReadOnlyList<ListOption> Kinds => [.. Enum.GetValues<MediaKind>().Select(k => new ListOption(k.ToString().ToLowerInvariant(), T[$"Kind_{k}"]))];

    private RenderFragment<MediaRow> RowMenu => file => Remover(file);

    protected override async Task<Result<View>> ReadAsync(CancellationToken ct)
    {
        var asked = ListState.Of(Navigation.Uri);
        var filter = new MediaFilter(asked.Filter<MediaKind>("kind"), asked.Query(), asked.Filter("folder"), asked.Filter("tag"), asked.Company, asked.Filter("used") is "no");
        return new View(await Library.ListAsync(filter, ct), await Catalogue.MarksAsync(asked.Company, ct));
    }

    private Task MoveAsync(IReadOnlyList<Guid> ids)
    {
        (renamed, chosen, folder) = (null, ids, ListState.Of(Navigation.Uri).Filter("folder") ?? "");
        return OpenAsync();
    }

    private Task RenameAsync(string name)
    {
        (renamed, folder) = (name, name);
        return OpenAsync();
    }

    private async Task OpenAsync()
    {
        (Problem, inSheet) = (null, true);
        StateHasChanged();
        await sheet!.OpenAsync();
    }

    private async Task SubmitAsync()
    {
        var (was, to) = (renamed, folder);
        if (!await DoAsync(() => was is null ? Shelf.MoveAsync(chosen, to, Leaving) : Shelf.RenameFolderAsync(was, to ?? "", ListState.Of(Navigation.Uri).Company, Leaving)))
            return;
        await sheet!.CloseAsync();
        if (was is not null)
            Navigation.NavigateTo(ListState.Of(Navigation.Uri).With(("folder", to?.Trim())), replace: true);
    }

    private Task DeleteAsync(Guid id) => DoAsync(() => Removal.RemoveAsync(id, ct: Leaving));

    private string SizeOf(long bytes) => FileSize.Of(bytes, T);

    private static string Extension(MediaRow file) => Path.GetExtension(file.FileName).TrimStart('.').ToUpperInvariant();
}
