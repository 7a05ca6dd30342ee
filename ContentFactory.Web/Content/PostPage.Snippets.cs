namespace ContentFactory.Web.Content;

public sealed partial class PostPage
{
    /// <summary>What stands in the field now, changed and saved: the words that go out are the words that are approved.</summary>
    private async Task ChangeTextAsync(Func<string, string> change) => await PutTextAsync(change(await TextNowAsync()));
}
