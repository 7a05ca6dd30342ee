using ContentFactory.Domain;
using ContentFactory.Domain.Ai.Writers;
using ContentFactory.Web.Ai;
using ContentFactory.Web.Shell;
using ContentFactory.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace ContentFactory.Web.Content;

public sealed partial class RewritePanel(DraftWriter writer, TimeProvider clock) : IDisposable
{
    private readonly CancellationTokenSource leaving = new();
    private CancellationTokenSource? running;
    private RewriteTone tone;
    private string? preview;
    private Rewritten? done;
    private Problem? problem;

    // what stood in the field before the last taking
    private string? before;

    [Parameter, EditorRequired] public Guid CompanyId { get; set; }
    [Parameter, EditorRequired] public Guid PostId { get; set; }

    /// <summary>The text as it stands in the browser's field now.</summary>
    [Parameter, EditorRequired] public Func<Task<string>> Read { get; set; } = null!;

    /// <summary>Puts a text into the field and saves it.</summary>
    [Parameter, EditorRequired] public Func<string, Task> OnText { get; set; } = null!;

    /// <summary>What the field holds as far as the server knows.</summary>
    [Parameter] public string Known { get; set; } = "";

    private DraftWriter Writer => writer;

    private bool IsRunning => running is not null;

    private bool IsRussian => LanguageGuess.Of(Known) is "ru" || (LanguageGuess.Of(Known) is null && System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName is "ru");

    public void Dispose()
    {
        leaving.Cancel();
        leaving.Dispose();
    }

    private async Task BeginAsync(RewriteAction action)
    {
        if (IsRunning)
            return;
        using var stop = running = CancellationTokenSource.CreateLinkedTokenSource(leaving.Token);
        (problem, done, preview) = (null, null, "");
        try
        {
            var text = await Read();
            await WriteAsync(new RewriteRequest(text, action, Language(text, action), tone), stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            preview = null;
        }
        catch (Exception e) when (DatabaseGate.IsOutage(e))
        {
            problem = Problem.Unavailable("Access.DatabaseAway");
        }
        finally
        {
            running = null;
        }
        if (done is null)
            preview = null;
    }

    private async Task WriteAsync(RewriteRequest request, CancellationToken ct)
    {
        using var drawing = new PacedDrawing(clock, () => preview, StateHasChanged);
        await foreach (var piece in writer.StreamAsync(request, new WritingOccasion(CompanyId, PostId), ct))
        {
            preview = piece.StartsOver ? piece.Text : preview + piece.Text;
            (done, problem) = (piece.Done, piece.Problem);
            if (piece.Done is not null)
                preview = piece.Done.Text;
        }
    }

    private static string Language(string text, RewriteAction action)
    {
        var own = LanguageGuess.Of(text) ?? (System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName is "ru" ? "ru" : "en");
        return action is not RewriteAction.Translate ? own : own == "ru" ? "en" : "ru";
    }

    private Task CancelAsync() => running?.CancelAsync() ?? Task.CompletedTask;

    private async Task TakeAsync()
    {
        // what was typed meanwhile is what an undo brings back
        before = await Read();
        await OnText(done!.Text);
        (done, preview) = (null, null);
    }

    private void Drop() => (done, preview) = (null, null);

    private async Task UndoAsync()
    {
        await OnText(before!);
        before = null;
    }

    private string Told(Rewritten rewritten) => rewritten.Tokens == 0 ? T["Rewrite_ByOffline"]
        : T["Rewrite_ByModel", rewritten.MadeBy, rewritten.Tokens, rewritten.Cost is { } cost ? CostText.Of(cost) : T["Rewrite_PriceUnknown"].Value];
}
