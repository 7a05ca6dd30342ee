using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.Approvals;
using ContentFactory.Domain.Data;
using ContentFactory.Web.Shell.Tools;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.JSInterop;

namespace ContentFactory.Web.Content.Approvals;

public sealed partial class ApprovalsPage(MyApprovals mine, PostApproval approval, IJSRuntime script)
{
    private static readonly string[] Fields = ["Comment"];

    private string comment = "";
    private (bool Approved, string Text)? told;

    /// <summary>Where a decision leads; the address follows.</summary>
    private Guid? target;

    private (Guid Id, int Version) read;
    private bool changed;

    /// <param name="Current">Stays until the person moves on, also when others decide about it meanwhile: a thumb on its way must not meet another post.</param>
    public sealed record View(IReadOnlyList<WaitingPost> Rows, ReviewedPost? Current);

    protected override IReadOnlyList<string> Topics => [ChangeTopics.Posts];

    private int At => Data!.Rows.ToList().FindIndex(r => r.Id == Data.Current!.Post.Id);
    private string Place => At < 0 ? "–" : $"{At + 1}";
    private Guid? After => Data!.Rows.Count > At + 1 ? Data.Rows[At + 1].Id : null;
    private Guid? Before => At > 0 ? Data!.Rows[At - 1].Id : null;

    protected override async Task<Result<View>> ReadAsync(CancellationToken ct)
    {
        var rows = await mine.WaitingAsync(CompanyId, ct);
        var wanted = target ?? Asked ?? (Data?.Current?.Post.Id is { } shown ? shown : null);
        if (wanted is { } id && await mine.ReviewAsync(id, ct) is { Ok: true } found)
            return new View(rows, found.Value);
        if (rows.Count == 0)
            return new View(rows, null);
        var first = await mine.ReviewAsync(rows[0].Id, ct);
        return new View(rows, first.Ok ? first.Value : null);
    }

    protected override void OnRead(View data)
    {
        var now = data.Current is { } current ? (current.Post.Id, current.Post.Version) : default;
        if (read.Id != now.Id)
            comment = "";
        changed = (read.Id == now.Id && read.Version != now.Version) || (changed && read.Id == now.Id);
        read = now;
    }

    private Guid? Asked => QueryHelpers.ParseQuery(new Uri(Navigation.Uri).Query).TryGetValue("post", out var text) && Guid.TryParse(text, out var id) ? id : null;

    private string AddressOf(Guid postId) => QueryHelpers.AddQueryString(To("content/approvals"), "post", $"{postId}");

    private void Go(Guid? postId)
    {
        if (postId is not { } id)
            return;
        (Problem, changed, comment) = (null, false, "");
        Navigation.NavigateTo(AddressOf(id));
    }

    private static string SlotOf(Guid postId) => $"mine-return-{postId}";

    private void ForgetReason() => comment = "";

    private Task ApproveAsync(PostView post) => DecideAsync(true, post, () => approval.ApproveAsync(post.Id, post.Version, Leaving));

    private async Task RejectAsync(PostView post)
    {
        if (await DecideAsync(false, post, () => approval.RejectAsync(post.Id, post.Version, comment, Leaving)))
        {
            comment = "";
            await script.ForgetTypedAsync(SlotOf(post.Id));
        }
    }

    /// <summary>About the version that was drawn when the person pressed; then comes the next post, or the first that is left.</summary>
    private async Task<bool> DecideAsync(bool approves, PostView post, Func<Task<Result>> verb)
    {
        // pressed once more on its way out
        if (Data!.Current?.Post is not { } now || (now.Id, now.Version) != (post.Id, post.Version))
            return false;
        var next = After ?? Before;
        told = null;
        var done = await DoAsync(async () =>
        {
            var decided = await verb();
            if (decided.Ok)
                target = next ?? Guid.Empty;
            return decided;
        });
        if (!done)
        {
            if (Problem is { Field: null })
                await KeepProblemAsync();
            return false;
        }
        told = (approves, T[approves ? "Mine_Approved" : "Mine_Returned", post.Content.Title.Length > 0 ? post.Content.Title : T["Mine_Untitled"].Value]);
        target = null;
        Navigation.NavigateTo(next is { } id ? AddressOf(id) : To("content/approvals"), replace: true);
        return true;
    }

    /// <summary>What was refused may have changed: the newest stands on the screen, with why.</summary>
    private async Task KeepProblemAsync()
    {
        var why = Problem;
        await ReloadAsync();
        Problem = why;
    }
}
