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
        Autosave.Draft.Type(Autosave.Draft.Words with { Text = text }, Autosave.Draft.Version);
        await fields!.FillAsync(force: true);
        await Autosave.SaveAsync();
    }
}
