using Bunit;
using ContentFactory.Web.Ui;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Ui;

public sealed class ChartTests
{
    private static readonly ChartSpec Week = new(ChartKind.Line, ["Mon", "Tue"], [new("Views", [1, null])], "Last week", "min");

    [Fact]
    public void Table_holds_the_numbers_of_the_chart()
    {
        using var context = Context();
        var chart = context.Render<Chart>(parameters => parameters.Add(part => part.Spec, Week));
        chart.Find("tbody").MarkupMatches("""
            <tbody>
              <tr><th scope="row">Mon</th><td class="number">1 min</td></tr>
              <tr><th scope="row">Tue</th><td class="number">–</td></tr>
            </tbody>
            """);
    }

    [Fact]
    public async Task Draws_once_updates_on_change_and_disposes()
    {
        using var context = Context();
        var module = context.JSInterop.SetupModule("./js/chart.js");
        var drawing = module.SetupModule("draw", _ => true);
        drawing.SetupVoid("update", _ => true).SetVoidResult();
        drawing.SetupVoid("dispose", _ => true).SetVoidResult();
        var chart = context.Render<Chart>(parameters => parameters.Add(part => part.Spec, Week));
        chart.Render(parameters => parameters.Add(part => part.Spec, Week));
        chart.Render(parameters => parameters.Add(part => part.Spec, Week with { Title = "This week" }));
        await context.DisposeComponentsAsync();
        Assert.Equal(["update", "dispose"], drawing.Invocations.Select(call => call.Identifier));
    }

    private static BunitContext Context()
    {
        var context = new BunitContext();
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        context.Services.AddLocalization();
        return context;
    }
}
