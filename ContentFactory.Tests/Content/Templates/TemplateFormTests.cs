using System.Globalization;
using Bunit;
using ContentFactory.Domain;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.AutoDrafts;
using ContentFactory.Domain.Content.Templates;
using ContentFactory.Web.Content.AutoDrafts;
using ContentFactory.Web.Content.Templates;
using ContentFactory.Web.Ui;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;

namespace ContentFactory.Tests.Content.Templates;

/// <summary>The forms of templates and of automatic drafts, drawn alone.</summary>
public sealed class TemplateFormTests : IDisposable
{
    private readonly BunitContext context = new();

    public TemplateFormTests()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        context.Services.AddLocalization().AddLogging().AddSingleton<ProblemText>().AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = "Development" });
        context.Services.AddSingleton(TimeProvider.System);
    }

    public void Dispose() => context.Dispose();

    [Fact]
    public void A_name_in_the_text_is_declared_with_one_press()
    {
        var draft = new TemplateDraft { Language = "en" };
        var form = Draw(draft);

        form.Find("#template-Text").Input("{{hook}} {{prize}} {{7*7}}");
        Assert.Contains("prize", form.Find(".missing").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("hook", form.Find(".missing").TextContent, StringComparison.Ordinal);
        form.Find(".missing button").Click();

        Assert.Equal("prize", Assert.Single(draft.Variables).Name);
        Assert.Empty(form.FindAll(".missing"));
        Assert.Single(form.FindAll(".variable"));
    }

    [Fact]
    public void A_problem_stands_at_its_variable_and_takes_nothing_away()
    {
        var draft = new TemplateDraft { Name = "Name", Text = "{{a}}", Variables = [new() { Name = "a" }, new() { Name = "b", Label = "Bee" }] };

        var form = Draw(draft, draft.Entry().Read().Problem);

        Assert.Contains("“b”", form.Find("#template-Variables\\.1-fault").TextContent, StringComparison.Ordinal);
        Assert.Empty(form.FindAll("#template-Variables\\.0-fault"));
        Assert.Equal("Bee", form.Find("#template-Label\\.1").GetAttribute("value"));
        Assert.All(form.FindAll("input:not([type=checkbox]), select, textarea"), control => Assert.NotNull(form.Find($"label[for='{control.Id}']")));
    }

    [Fact]
    public void Values_are_asked_for_by_their_kind()
    {
        var values = new UseDraft { Values = { ["when"] = "2026-12-05", ["who"] = "{{hook}}" } };

        var fields = context.Render<ValueFields>(p => p
            .Add(f => f.Variables, [new("when", "When", VariableKind.Date, true, ""), new("who", "Who", VariableKind.Line, false, ""), new("link", "Link", VariableKind.Link, false, "")])
            .Add(f => f.Names, ["hook", "when", "who", "link"]).Add(f => f.Values, values).Add(f => f.FormId, "f"));

        Assert.Equal(["Opening line", "When", "Who", "Link"], fields.FindAll("label").Select(l => l.FirstChild!.TextContent.Trim()));
        Assert.Equal([null, "date", null, "url"], fields.FindAll("input").Select(i => i.GetAttribute("type")));
        Assert.Equal("{{hook}}", fields.Find("#f-Values\\.who").GetAttribute("value"));
        fields.Find("#f-Values\\.hook").Input("@(1+1)");
        Assert.Equal("@(1+1)", values.Of("hook"));
    }

    [Fact]
    public void Runs_say_what_came_of_them_and_why()
    {
        var id = Ids.New(TimeProvider.System);
        AutoDraftRunRow Run(AutoDraftState state, string? title, string? key, params string[] args) =>
            new(new(2026, 11, 20), 0, new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero), state, id, title, title is null ? null : PostStatus.Ready, key, args, null);

        var list = context.Render<RunList>(p => p.Add(r => r.Tenant, "t").Add(r => r.ZoneId, "UTC").Add(r => r.Posted, [])
            .Add(r => r.Runs, [Run(AutoDraftState.Drafted, "<b>{{7*7}}</b>", null), Run(AutoDraftState.Empty, null, "Content.AutoBelow", "12", "40") with { Slot = 1 }, Run(AutoDraftState.Failed, null, "Content.NoSuchText", "why") with { Slot = 2 }]));

        Assert.Equal("<b>{{7*7}}</b>", list.Find("a").TextContent);
        Assert.Equal($"/t/t/content/{id}", list.Find("a").GetAttribute("href"));
        Assert.Equal(["The best unused idea had a score of 12; 40 is asked for.", "why"], list.FindAll(".why").Select(w => w.TextContent.Trim()));
    }

    [Fact]
    public void A_plan_shows_a_time_for_each_draft_when_asked()
    {
        var draft = PlanDraft.Of(AutoDraftEntry.First);
        draft.Fill();
        var view = new AutoDraftView(Guid.Empty, "Café", AutoDraftEntry.First, null, "Europe/Moscow", null, [], ["telegram", "x"], true, false, []);
        var form = context.Render<PlanForm>(p => p.Add(f => f.Draft, draft).Add(f => f.View, view).Add(f => f.Templates, []));

        Assert.Single(form.FindAll("input[type=time]"));
        form.Find("#plan-PerDay").Change("4");
        form.Find("#plan-Clock").Change("false");
        Assert.Equal(4, form.FindAll("input[type=time]").Count);
        Assert.Equal(4, draft.Entry().Times.Distinct().Count());
        form.Find("input[type=time]").Change("07:45:00");
        Assert.Equal(new TimeOnly(7, 45), draft.Entry().Times[0]);
    }

    private IRenderedComponent<TemplateEditForm> Draw(TemplateDraft draft, Problem? problem = null) =>
        context.Render<TemplateEditForm>(p => p.Add(f => f.Draft, draft).Add(f => f.Companies, []).Add(f => f.Networks, ["telegram"]).Add(f => f.Problem, problem));
}
