namespace ContentFactory.Web.Content;

public sealed partial class PostPage
{
    private async Task<string> TextNowAsync()
    {
        await PullAsync();
        return Autosave.Draft.Words.Text;
    }

    /// <summary>Like words put back: into the fields, on the version that stands, and saved.</summary>
    private async Task PutTextAsync(string text)
    {
        await PullAsync();
        await PutWordsAsync(Autosave.Draft.Words with { Text = text });
    }
}
