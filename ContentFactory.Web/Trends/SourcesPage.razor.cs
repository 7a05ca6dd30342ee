using ContentFactory.Domain;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Trends;
using ContentFactory.Web.Shell.Tools;
using ContentFactory.Web.Ui;

namespace ContentFactory.Web.Trends;

public sealed record SourcesData(IReadOnlyList<SourceRow> Sources, IReadOnlyList<Choice> Topics);

public sealed partial class SourcesPage(TrendQueries trends, SourceEditor editor, TrendCollector collector)
{
    private static readonly string[] OwnFields = ["Address", "IntervalMinutes", "TopicId"];

    private string address = "";
    private Guid? topicId;
    private int interval = 60;
    private Guid? removing;
    private string? note;

    protected override IReadOnlyList<string> Topics => [ChangeTopics.Trends];

    protected override async Task<Result<SourcesData>> ReadAsync(CancellationToken ct) =>
        new SourcesData(await trends.SourcesAsync(ct), [.. (await trends.TopicsAsync(ct)).Select(t => new Choice(t.Id, t.Name))]);

    private static string Tone(SourceState state) => state switch
    {
        SourceState.Active => "good",
        SourceState.Failing => "bad",
        SourceState.Paused => "plain",
    };

    private Task TakeAsync(string feed)
    {
        address = feed;
        return AddAsync();
    }

    /// <summary>What was typed stays when the address is refused.</summary>
    private Task AddAsync() => DoAsync(async () =>
    {
        note = null;
        StateHasChanged();
        var added = await editor.AddAsync(new SourceEntry(address, TopicId: topicId, IntervalMinutes: interval), Leaving);
        if (!added.Ok)
            return added.Problem;
        address = "";
        await Script.ForgetTypedAsync("source");
        var collected = await collector.CollectAsync(added.Value, Leaving);
        note = collected.Ok ? T.Plural("Source_Collected", collected.Value.Added).Value : null;
        return Result.Done;
    });

    private Task CollectAsync(Guid sourceId) => DoAsync(async () =>
    {
        note = null;
        StateHasChanged();
        var collected = await collector.CollectAsync(sourceId, Leaving);
        note = collected.Ok ? T.Plural("Source_Collected", collected.Value.Added).Value : null;
        // why it failed stands at the source itself
        return Result.Done;
    });

    private Task SwitchAsync(SourceRow source) =>
        DoAsync(() => source.State is SourceState.Paused ? editor.ResumeAsync(source.Id, Leaving) : editor.PauseAsync(source.Id, Leaving));

    private Task RemoveAsync(Guid sourceId)
    {
        removing = null;
        return DoAsync(() => editor.RemoveAsync(sourceId, Leaving));
    }
}
