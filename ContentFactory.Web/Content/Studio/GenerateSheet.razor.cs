using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Ai;
using ContentFactory.Domain.Ai.Writers;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.Templates;
using ContentFactory.Domain.Platforms;
using ContentFactory.Web.Content.Templates;
using ContentFactory.Web.Shell;
using ContentFactory.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace ContentFactory.Web.Content;

/// <summary>Asks before it opens, so that the ideas are those of now; what was chosen stays when it is closed and opened again.</summary>
public sealed partial class GenerateSheet(
    GenerationQueries queries, TemplateQueries forms, DraftGenerator generator, DraftWriter writer, PlatformSet platforms, ProblemText words, NavigationManager navigation, TimeProvider clock)
{
    private readonly HashSet<Guid> ideas = [];

    /// <summary>By name, so that what was said for one template stands in another that asks the same.</summary>
    private readonly UseDraft values = new();

    private readonly HashSet<string> networks = new(StringComparer.Ordinal);
    private Sheet? sheet;
    private GenerationChoices? choices;
    private Guid companyId;
    private string language = "";
    private string hook = "";
    private string call = "";
    private IReadOnlyList<TemplateChoice> templates = [];
    private Guid? templateId;

    /// <summary>What is offered could not be read.</summary>
    private Problem? away;

    [Parameter] public string Id { get; set; } = "generate";
    [Parameter, EditorRequired] public string Tenant { get; set; } = "";

    private bool Chosen { get; set; }
    private PlatformSet Platforms => platforms;
    private DraftWriter Writer => writer;
    private ProblemText Words => words;
    private string[] OwnFields => ["TrendItemIds", "CompanyId", "Language", "Hook", "CallToAction", "TemplateId", .. Template?.Asked.Select(v => $"Values.{v.Name}") ?? []];
    private TemplateChoice? Template => templates.FirstOrDefault(t => t.Id == templateId);

    /// <summary>What people made, and the product's own in the language that the draft will have; the chosen one stays in sight.</summary>
    private IEnumerable<TemplateChoice> Templates => templates.Where(t => t.Origin is not TemplateOrigin.System || t.Language == Written || t.Id == templateId);

    private string Written => language.Length > 0 ? language : GenerationChoices.LanguageOf(choices!.Ideas.Where(i => ideas.Contains(i.Id)).Select(i => i.Language), Company?.Language ?? "");

    private GenerationCompany? Company => choices?.Companies.FirstOrDefault(c => c.Id == companyId);

    /// <param name="chosen">Ideas that were picked already; empty offers the best ones.</param>
    /// <param name="company">For whom, where the page knows it.</param>
    public async Task OpenAsync(IReadOnlyCollection<Guid> chosen, Guid? company = null)
    {
        if (running is null)
            (problem, shown, isStopped, isMade) = (null, null, false, false);
        Chosen = chosen.Count > 0;
        await TryAsync(async () => Offer(await queries.ChoicesAsync(chosen), company ?? companyId));
        if (away is null)
            await OfferAsync();
        if (left.IsCancellationRequested)
            return;
        StateHasChanged();
        await sheet!.OpenAsync();
    }

    private void Offer(GenerationChoices offered, Guid company)
    {
        choices = offered;
        ideas.Clear();
        ideas.UnionWith(offered.Ideas.Take(Chosen ? DraftGenerator.MostItems : 1).Select(i => i.Id));
        if (offered.Companies.FirstOrDefault(c => c.Id == company) is not { } known)
            known = offered.Companies is [var first, ..] ? first : new GenerationCompany(Guid.Empty, "", [], [], "");
        if (companyId != known.Id)
            Take(known);
    }

    private async Task TryAsync(Func<Task> read)
    {
        away = null;
        try
        {
            await read();
        }
        catch (Exception e) when (DatabaseGate.IsOutage(e))
        {
            away = Problem.Unavailable("Access.DatabaseAway");
        }
        catch (NotPermittedException e)
        {
            away = e.Problem;
        }
    }

    private async Task PickCompanyAsync(ChangeEventArgs e)
    {
        if (!Guid.TryParse(e.Value as string, out var id) || choices?.Companies.FirstOrDefault(c => c.Id == id) is not { } company)
            return;
        Take(company);
        await OfferAsync();
    }

    /// <summary>A template of another company is none of this one's.</summary>
    private async Task OfferAsync()
    {
        await TryAsync(async () => templates = companyId == Guid.Empty ? [] : await forms.ChoicesAsync(companyId));
        templateId = Template?.Id;
    }

    private string NameOf(TemplateChoice template) => template.Language == Written ? template.Name : $"{template.Name} ({T[$"Language_{template.Language}"]})";

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

    private Task GenerateAsync() => BeginAsync(new GenerateDraft(
        companyId, [.. choices!.Ideas.Select(i => i.Id).Where(ideas.Contains)], language.Length > 0 ? language : null, string.IsNullOrWhiteSpace(call) ? null : call.Trim())
    {
        Platforms = [.. networks],
        Hook = Enum.TryParse<HookKind>(hook, out var kind) ? kind : null,
        TemplateId = templateId,
        TemplateValues = templateId is null ? null : values.Values,
        // an idea that was used already is told in another way
        Take = choices.Ideas.Where(i => ideas.Contains(i.Id)).Select(i => i.UsedCount).DefaultIfEmpty(0).Max(),
    });
}
