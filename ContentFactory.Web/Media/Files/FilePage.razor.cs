using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Media.Cropping;
using ContentFactory.Domain.Media.Making;
using ContentFactory.Domain.Media.Shelf;
using ContentFactory.Domain.Publishing.Files;
using ContentFactory.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace ContentFactory.Web.Media.Files;

public sealed partial class FilePage
{
    private static readonly string[] OwnFields = [nameof(MediaWords.AltText), nameof(MediaWords.Tags), nameof(MediaWords.Folder), nameof(MediaWords.CompanyId)];

    /// <summary>Makers of outside are called by their own names.</summary>
    private static readonly string[] OwnMakers = [FileCropper.Maker, CardMaker.MadeBy, MakeShort.MadeBy];

    private Guid shown;
    private string? alt;
    private string? folder;
    private IReadOnlyList<string> tags = [];
    private Guid? company;
    private bool isSaved;
    private FileCrop? crop;
    private bool cropping;

    [Parameter] public Guid MediaId { get; set; }

    public sealed record View(MediaDetails File, IReadOnlyList<FileUse> Uses, IReadOnlyList<CompanyOption> Logos, MediaMarks Marks, IReadOnlyList<CompanyOption> Companies);

    protected override IReadOnlyList<string> Topics => [ChangeTopics.Media, ChangeTopics.Posts, ChangeTopics.Companies];

    private bool MaySort => Actor.May(Permission.UploadMedia);

    private int Held => Data!.Uses.Count(u => u.IsHeld);

    private IReadOnlyList<Crumb> Way => [new(T["Library_Content"], $"/t/{Tenant}/content"), new(T["Library_Title"], Library)];

    private string Library => $"/t/{Tenant}/content/media";

    private string DeleteExplain => string.Join(' ', new[]
    {
        Data!.Uses.Count > 0 ? T.Plural("File_DeleteDrafts", Data.Uses.Count) : Data.Logos.Count == 0 ? T["Library_DeleteExplain"].Value : null,
        Data.Logos.Count > 0 ? T["File_DeleteLogo", string.Join(", ", Data.Logos.Select(c => c.Name))].Value : null,
    }.OfType<string>());

    private MediaWords Typed => new(alt, folder, tags, company);

    private bool IsTyped => Data is { } data && (Blank(alt) != data.File.AltText || Blank(folder) != data.File.Folder || company != data.File.CompanyId || !tags.SequenceEqual(data.File.Tags));

    protected override async Task<Result<View>> ReadAsync(CancellationToken ct)
    {
        var file = await Catalogue.FindAsync(MediaId, ct);
        if (!file.Ok)
            return file.Problem;
        return new View(file.Value, await Removal.UsesAsync(MediaId, ct), await Removal.LogosAsync(MediaId, ct), await Catalogue.MarksAsync(ct: ct), await Companies.ChoicesAsync(ct));
    }

    /// <summary>What somebody is typing stays when the page reads again.</summary>
    protected override void OnRead(View data)
    {
        if (shown == data.File.Id && !isSaved)
            return;
        (shown, alt, folder, tags, company) = (data.File.Id, data.File.AltText, data.File.Folder, data.File.Tags, data.File.CompanyId);
    }

    private async Task SaveAsync()
    {
        isSaved = true;
        isSaved = await DoAsync(() => Shelf.DescribeAsync(MediaId, Typed, Leaving));
    }

    private Task AgainAsync() => DoAsync(() => Shelf.DrawAgainAsync(MediaId, Leaving));

    private Task OpenCropAsync()
    {
        (Problem, cropping) = (null, true);
        return crop!.OpenAsync();
    }

    private async Task CropAsync(CropFrame frame)
    {
        var made = Guid.Empty;
        cropping = true;
        var done = await DoAsync(async () =>
        {
            var cut = await Cropper.CropAsync(MediaId, frame, Leaving);
            made = cut.Ok ? cut.Value : Guid.Empty;
            return new Result(cut.Problem);
        });
        if (!done)
            return;
        cropping = false;
        await crop!.CloseAsync();
        Navigation.NavigateTo($"{Library}/{made}");
    }

    private async Task DeleteAsync()
    {
        if (await DoAsync(() => Removal.RemoveAsync(MediaId, fromDrafts: Data!.Uses.Count > 0 || Data.Logos.Count > 0, Leaving)))
            Navigation.NavigateTo(Library);
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
