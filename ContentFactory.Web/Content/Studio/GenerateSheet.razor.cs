using ContentFactory.Domain;
using ContentFactory.Domain.Ai;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Platforms;
using ContentFactory.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace ContentFactory.Web.Content;

/// <summary>Asks before it opens, so that the ideas are those of now; what was chosen stays when it is closed and opened again.</summary>
public sealed partial class GenerateSheet(GenerationQueries queries, PlatformSet platforms, ProblemText words)
{
    private static readonly string[] OwnFields = ["TrendItemIds", "CompanyId", "Language", "Hook", "CallToAction"];

    private readonly HashSet<Guid> ideas = [];
    private readonly HashSet<string> networks = new(StringComparer.Ordinal);
    private Sheet? sheet;
    private GenerationChoices? choices;
    private Guid companyId;
    private string language = "";
    private string hook = "";
    private string call = "";

    [Parameter] public string Id { get; set; } = "generate";
    [Parameter, EditorRequired] public string Tenant { get; set; } = "";
    [Parameter] public bool Busy { get; set; }
    [Parameter] public Problem? Problem { get; set; }

    /// <summary>What the page has a draft written from.</summary>
    [Parameter, EditorRequired] public EventCallback<GenerateDraft> OnGenerate { get; set; }

    private bool Chosen { get; set; }
    private PlatformSet Platforms => platforms;
    private ProblemText Words => words;
    private GenerationCompany? Company => choices?.Companies.FirstOrDefault(c => c.Id == companyId);

    /// <param name="chosen">Ideas that were picked already; empty offers the best ones.</param>
    /// <param name="company">For whom, where the page knows it.</param>
    public async Task OpenAsync(IReadOnlyCollection<Guid> chosen, Guid? company = null)
    {
        choices = await queries.ChoicesAsync(chosen);
        Chosen = chosen.Count > 0;
        ideas.Clear();
        ideas.UnionWith(choices.Ideas.Take(Chosen ? DraftGenerator.MostItems : 1).Select(i => i.Id));
        if (choices.Companies.FirstOrDefault(c => c.Id == (company ?? companyId)) is not { } known)
            known = choices.Companies is [var first, ..] ? first : new GenerationCompany(Guid.Empty, "", [], []);
        if (companyId != known.Id)
            Take(known);
        StateHasChanged();
        await sheet!.OpenAsync();
    }

    private void PickCompany(ChangeEventArgs e)
    {
        if (Guid.TryParse(e.Value as string, out var id) && choices?.Companies.FirstOrDefault(c => c.Id == id) is { } company)
            Take(company);
    }

    private void Take(GenerationCompany company)
    {
        companyId = company.Id;
        networks.Clear();
        networks.UnionWith(company.Platforms);
    }

    private static void Choose<T>(HashSet<T> set, T value, bool on)
    {
        if (on)
            set.Add(value);
        else
            set.Remove(value);
    }

    private Task GenerateAsync() => OnGenerate.InvokeAsync(new GenerateDraft(
        companyId, [.. choices!.Ideas.Select(i => i.Id).Where(ideas.Contains)], language.Length > 0 ? language : null, string.IsNullOrWhiteSpace(call) ? null : call.Trim())
    {
        Platforms = [.. networks],
        Hook = Enum.TryParse<HookKind>(hook, out var kind) ? kind : null,
        // an idea that was used already is told in another way
        Take = choices.Ideas.Where(i => ideas.Contains(i.Id)).Select(i => i.UsedCount).DefaultIfEmpty(0).Max(),
    });
}
