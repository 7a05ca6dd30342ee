using ContentFactory.Domain.Ai;

namespace ContentFactory.Web.Content;

public sealed partial class PostPage
{
    private Task ShowRemarkAsync(VoiceRemark remark) => fields?.ShowAsync(remark.Start, remark.Length) ?? Task.CompletedTask;

    private Task SwapAsync(VoiceRemark remark) => UndoablyAsync("Undo_Voice", () =>
    {
        var text = Autosave.Draft.Words.Text;
        // what was typed since the look may have moved it
        var at = remark.Start + remark.Length <= text.Length && string.CompareOrdinal(text, remark.Start, remark.Said, 0, remark.Length) == 0
            ? remark.Start : text.IndexOf(remark.Said, StringComparison.Ordinal);
        return at < 0 || remark.Instead is not { } instead ? Task.CompletedTask
            : PutWordsAsync(Autosave.Draft.Words with { Text = text[..at] + instead + text[(at + remark.Length)..] });
    });
}
