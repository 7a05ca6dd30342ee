using ContentFactory.Domain.Ai;
using ContentFactory.Domain.Ai.Offline;
using ContentFactory.Tests.Rules;

namespace ContentFactory.Tests.Ai.Evaluation;

public sealed class ComposerEvaluationTests
{
    [Fact]
    public void Forty_items_pass_every_check_of_an_editor() =>
        Findings.None(EvaluationItem.All.SelectMany(item => Enumerable.Range(1, 3).SelectMany(seed => ComposerChecks.Faults(item, seed).SelectMany(f => f.Value.Select(v => $"{f.Key}: {v}")))));

    [Fact]
    public void There_are_twenty_items_of_each_language() => Assert.Equal((20, 20), (EvaluationItem.All.Count(i => i.Language == "ru"), EvaluationItem.All.Count(i => i.Language == "en")));

    [Fact]
    public void Other_seeds_give_truly_other_texts() =>
        Findings.None(EvaluationItem.All.Where(i => i.Kind != "short")
            .Where(i => Enumerable.Range(0, 12).Select(seed => OfflineComposer.Compose(ComposerChecks.Request(i, seed)).Value.Text).Distinct().Count() < 6).Select(i => i.Name));

    [Fact]
    public void Several_openings_are_offered_with_each_post() =>
        Findings.None(EvaluationItem.All.Where(i => i.Kind is not ("short" or "interview" or "list")).Where(i => OfflineComposer.Compose(ComposerChecks.Request(i, 1)).Value.Hooks.Distinct().Count() < 3).Select(i => i.Name));

    [Fact]
    public void The_kind_of_opening_asked_for_is_taken() =>
        Findings.None(EvaluationItem.All.Where(i => i.Kind is "repair" or "tech" or "eco" or "travel")
            .Where(i => Enum.GetValues<HookKind>().Select(k => OfflineComposer.Compose(ComposerChecks.Request(i, 5) with { Hook = k }).Value).Where(p => p.Text.Contains(p.Hook, StringComparison.Ordinal)).Select(p => p.Hook).Distinct().Count() < 3)
            .Select(i => i.Name));
}
