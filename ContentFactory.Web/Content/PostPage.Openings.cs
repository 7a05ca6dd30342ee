using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;

namespace ContentFactory.Web.Content;

public sealed partial class PostPage
{
    private bool MayEndTest => Actor.May(Permission.EditPosts) && Data!.Status is not PostStatus.Archived;

    private Task StartTestAsync(IReadOnlyList<string> openings) => ChangeVariantAsync(version => tests.StartAsync(PostId, version, openings, Leaving));

    private Task StopTestAsync() => DoAsync(() => tests.StopAsync(PostId, Leaving));

    /// <summary>What is planned and cannot be edited opens with it too, so that there may be no fields whose words go first.</summary>
    private Task EndTestWithAsync(int position) => MayWrite
        ? AfterSavingAsync(async () => new Result((await testEnding.OpenWithAsync(PostId, Autosave.Draft.Version, position, Leaving)).Problem))
        : DoAsync(async () => new Result((await testEnding.OpenWithAsync(PostId, Data!.Version, position, Leaving)).Problem));
}
