using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content.AutoDrafts;
using ContentFactory.Domain.Content.Templates;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Publishing.AutoPost;

namespace ContentFactory.Web.Content.AutoDrafts;

/// <param name="View">Null while the workspace has no company.</param>
public sealed record AutoDraftsData(
    AutoDraftView? View, IReadOnlyList<CompanyOption> Companies, IReadOnlyList<TemplateChoice> Templates, IReadOnlyList<AutoPostOutcome> Posted);

public sealed partial class AutoDraftsPage(AutoDraftQueries plans, AutoDraftEditor editor, TemplateQueries templates, AutoPostQueries posted, CompanyQueries companies)
{
    private PlanDraft draft = new();
    private AutoDraftEntry? begun;
    private Guid shown;
    private bool isSaved;

    protected override IReadOnlyList<string> Topics => [ChangeTopics.AutoDrafts, ChangeTopics.Posts];

    private bool IsTyped => begun is not null && Words(draft.Entry()) != Words(begun);

    protected override async Task<Result<AutoDraftsData>> ReadAsync(CancellationToken ct)
    {
        var choices = await companies.ChoicesAsync(ct);
        var companyId = CompanyId ?? (choices is [var first, ..] ? first.Id : null);
        var view = companyId is { } id ? await plans.OneAsync(id, ct) : null;
        if (view is { Ok: false })
            return view.Problem;
        var runs = view?.Value.Runs.Select(r => r.DraftId).ToList() ?? [];
        return new AutoDraftsData(view?.Value, choices, await templates.ChoicesAsync(companyId, ct), runs.Count == 0 ? [] : await posted.OfAsync(runs, ct));
    }

    protected override void OnRead(AutoDraftsData data)
    {
        if (data.View is not { } view || (begun is not null && shown == view.CompanyId && IsTyped))
            return;
        (draft, shown) = (PlanDraft.Of(view.Entry), view.CompanyId);
        draft.Fill();
        begun = draft.Entry();
    }

    private async Task SaveAsync()
    {
        if (draft.Times.Take(draft.Shown).Any(t => t is null))
        {
            Problem = Problem.Invalid(nameof(AutoDraftEntry.Times), "Content.AutoTimes");
            return;
        }
        isSaved = await DoAsync(async () =>
        {
            var saved = await editor.SaveAsync(Data!.View!.CompanyId, draft.Entry(), Data.View.Version, Leaving);
            // what is read next fills the form
            begun = saved.Ok ? draft.Entry() : begun;
            return saved;
        });
    }

    private static string Words(AutoDraftEntry entry) => System.Text.Json.JsonSerializer.Serialize(entry with
    {
        On = [.. entry.On.Order()], TopicIds = [.. entry.TopicIds.Order()], Platforms = [.. entry.Platforms.Order(StringComparer.Ordinal)],
        TemplateValues = new SortedDictionary<string, string>(entry.TemplateValues.Where(v => v.Value.Length > 0).ToDictionary(v => v.Key, v => v.Value), StringComparer.Ordinal), Language = string.IsNullOrEmpty(entry.Language) ? null : entry.Language,
    });
}
