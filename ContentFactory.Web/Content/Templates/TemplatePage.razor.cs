using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content.Templates;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using ContentFactory.Web.Ui;
using ContentFactory.Web.Ui.Lists;
using Microsoft.AspNetCore.Components;

namespace ContentFactory.Web.Content.Templates;

/// <param name="View">Null for a new one.</param>
/// <param name="Origin">What a new one is a copy of.</param>
public sealed record TemplateData(TemplateView? View, TemplateView? Origin, IReadOnlyList<CompanyOption> Companies, IReadOnlyList<string> Networks);

public sealed partial class TemplatePage(TemplateQueries templates, TemplateEditor editor, TemplateUse posts, CompanyQueries companies, PlatformSet platforms, TimeProvider clock)
{
    private TemplateDraft draft = new();
    private UseDraft use = new();
    private string begun = "";
    private Guid? shown;
    private uint version;
    private bool isFilled, isSaved, inUse, hasOffered, gone;
    private Sheet? sheet;

    [Parameter] public Guid? PostTemplateId { get; set; }

    protected override IReadOnlyList<string> Topics => [ChangeTopics.Templates];

    private TemplateView? View => PostTemplateId is null ? null : Data!.View;
    private bool MayChange => Actor.May(Permission.EditTemplates) && View?.Origin is not TemplateOrigin.System;
    private bool IsTyped => draft.Typed() != begun;
    private string Title => PostTemplateId is null ? T["Template_NewTitle"] : Data?.View?.Form.Name ?? T["Templates_Title"];
    private string? About => View?.Origin is TemplateOrigin.System ? T["Template_SystemHint"] : View is null ? T["Template_NewHint"] : View.Form.Description is { Length: > 0 } about ? about : null;
    private IReadOnlyList<Crumb> Way => [new(T["Templates_Title"], To("content/templates"))];
    private string CopyAddress => To("content/templates/new") is var address && address.Contains('?', StringComparison.Ordinal) ? $"{address}&copy={View!.Id}" : $"{address}?copy={View!.Id}";
    private string? CompanyName => Data!.Companies.FirstOrDefault(c => c.Id == (draft.CompanyId ?? CompanyId))?.Name ?? (Data.Companies is [var first, ..] ? first.Name : null);

    private IReadOnlyList<string> Preview => TemplatePreview.OfSamples(
        draft.Parts, [.. draft.Variables.Select(v => v.Variable())], draft.Language, CompanyName,
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(Door.ZoneId)).DateTime));

    protected override async Task<Result<TemplateData>> ReadAsync(CancellationToken ct)
    {
        // removed just now: the page is left, and must not say in between that it is not there
        if (gone)
            return Data!;
        var choices = await companies.ChoicesAsync(ct);
        var asked = PostTemplateId ?? (Guid.TryParse(ListState.Of(Navigation.Uri).Filter("copy"), out var copied) ? copied : null);
        var read = asked is { } id ? await templates.OneAsync(id, ct) : null;
        if (read is { Ok: false })
            return read.Problem;
        if (PostTemplateId is null && !Actor.May(Permission.EditTemplates))
            return Problem.Forbidden();
        return new TemplateData(PostTemplateId is null ? null : read!.Value, PostTemplateId is null ? read?.Value : null, choices, [.. platforms.Keys.Order()]);
    }

    protected override void OnRead(TemplateData data)
    {
        if (isFilled && shown == PostTemplateId && (IsTyped || data.View is null))
            return;
        (isFilled, shown, version) = (true, PostTemplateId, data.View?.Version ?? 0);
        draft = data.View is { } view ? TemplateDraft.Of(view.Form) : data.Origin is { } origin ? TemplateDraft.Of(origin.Form with { Name = T["Template_CopyOf", origin.Form.Name] }) : new TemplateDraft { CompanyId = CompanyId };
        // a copy is something new already
        begun = data.Origin is null ? draft.Typed() : "";
        if (data.View is not null && use.CompanyId == Guid.Empty)
            use = UseDraft.Of(data.View.Form, data.View.Form.CompanyId ?? CompanyId ?? (data.Companies is [var first, ..] ? first.Id : Guid.Empty), data.Companies);
    }

    /// <summary>A link from elsewhere opens the values at once.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (hasOffered || sheet is null)
            return;
        hasOffered = true;
        if (ListState.Of(Navigation.Uri).Filter("use") is not null)
            await UseAsync();
    }

    private void Typed()
    {
        isSaved = false;
        // rows have moved: a problem named by its place would stand at another one
        if (Problem?.Field?.StartsWith("Variables", StringComparison.Ordinal) is true)
            Problem = null;
    }

    private async Task UseAsync()
    {
        (Problem, inUse) = (null, true);
        StateHasChanged();
        await sheet!.OpenAsync();
    }

    private async Task SaveAsync()
    {
        var made = Guid.Empty;
        inUse = false;
        isSaved = await DoAsync(async () =>
        {
            if (PostTemplateId is { } id)
            {
                var changed = await editor.ChangeAsync(id, draft.Entry(), version, Leaving);
                begun = changed.Ok ? draft.Typed() : begun;
                return changed;
            }
            var added = await editor.AddAsync(draft.Entry(), Leaving);
            (made, begun) = added.Ok ? (added.Value, draft.Typed()) : (made, begun);
            return new Result(added.Problem);
        });
        if (made == Guid.Empty)
            return;
        // the guard of what is typed has to learn first that nothing is
        StateHasChanged();
        Navigation.NavigateTo(To($"content/templates/{made}"));
    }

    private async Task RemoveAsync()
    {
        var removed = await DoAsync(async () =>
        {
            var result = await editor.RemoveAsync(View!.Id, Leaving);
            (gone, begun) = (result.Ok, result.Ok ? draft.Typed() : begun);
            return result;
        });
        if (!removed)
            return;
        StateHasChanged();
        Navigation.NavigateTo(To("content/templates"));
    }

    private async Task StartAsync()
    {
        var made = Guid.Empty;
        await DoAsync(async () =>
        {
            var started = await posts.StartAsync(View!.Id, use.CompanyId, use.Values, Leaving);
            made = started.Ok ? started.Value : made;
            return new Result(started.Problem);
        });
        if (made != Guid.Empty)
            Navigation.NavigateTo($"/t/{Uri.EscapeDataString(Tenant)}/content/{made}");
    }
}
