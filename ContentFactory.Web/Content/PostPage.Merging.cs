using ContentFactory.Domain.Content;

namespace ContentFactory.Web.Content;

public sealed partial class PostPage
{
    private async Task TakeTheirsAsync(string field)
    {
        await PullAsync();
        (Problem, stay) = (null, null);
        Autosave.Draft.TakeTheirs(field);
        await fields!.FillAsync();
        await Autosave.SaveAsync();
    }

    private async Task KeepMineAsync(string field)
    {
        await PullAsync();
        (Problem, stay) = (null, null);
        Autosave.Draft.KeepMine(field);
        await Autosave.SaveAsync();
        await ReloadAsync();
    }

    private async Task PutBackAsync()
    {
        await PullAsync();
        var words = Autosave.Draft.SetAside.Aggregate(Autosave.Draft.Words, (all, mine) => all.With(mine.Key, mine.Value));
        ForgetAside();
        await PutWordsAsync(words);
    }

    private void ForgetAside() => Autosave.Draft.SetAside = new Dictionary<string, string>();
}
