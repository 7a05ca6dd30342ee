using ContentFactory.Domain.Platforms.Sandbox;

namespace ContentFactory.Web.Sandbox.Networks.Meta;

/// <summary>How a call finds what it names.</summary>
internal static class MetaVisit
{
    private const int Latest = 100;

    public static bool IsMe(this SandboxVisit visit, string id) => id is "me" || id == visit.AccountId;

    public static string IdOf(this SandboxVisit visit, int number, long kind = MetaIds.Posts) => MetaIds.Of(kind, visit.Account.ChatId, number);

    /// <summary>Null when this account has nothing of that id (any more).</summary>
    public static async Task<SandboxEntry?> FindAsync(this SandboxVisit visit, string id, long kind, CancellationToken ct) =>
        MetaIds.NumberOf(kind, visit.Account.ChatId, id) is { } number ? await visit.Posts.FindAsync(visit.Account.Id, number, ct) : null;

    public static async Task<SandboxEntry?> PostAsync(this SandboxVisit visit, string id, CancellationToken ct) =>
        await visit.FindAsync(id, MetaIds.Posts, ct) is { State: SandboxStage.Published } post ? post : null;

    /// <summary>Newest first.</summary>
    public static async Task<IReadOnlyList<SandboxEntry>> PostsAsync(this SandboxVisit visit, Func<SandboxEntry, bool> which, CancellationToken ct)
    {
        var most = int.TryParse(visit.Request["limit"], out var limit) ? limit : 25;
        return [.. (await visit.Posts.PublishedAsync(visit.Account.Id, Latest, ct)).Where(which).Take(Math.Clamp(most, 1, Latest))];
    }

    public static async Task<int> NumberAsync(this SandboxVisit visit, SandboxDraft draft, CancellationToken ct) =>
        await visit.Posts.RecordAsync(visit.Account.Id, [draft with { State = SandboxStage.Draft }], ct);

    /// <summary>As the feed counts: of an album, the views of its first picture.</summary>
    public static MetaNumbers Numbers(this SandboxVisit visit, SandboxEntry entry) => new(
        MetaNote.Of(entry).Parts is [var first, ..] ? SandboxNumbers.Views(visit.Account.ChatId, first, visit.Now - entry.SentAt) : visit.Views(entry));

    /// <summary>Where the post can be seen: on the sandbox's own page, never at a stranger's.</summary>
    public static string AddressOf(this SandboxVisit visit, int number) => FormattableString.Invariant($"{visit.Base.AbsoluteUri}/posts/{visit.Account.Handle}/{number}");
}

/// <summary>Every other number is a fixed share of the views, and grows with them.</summary>
internal sealed record MetaNumbers(long Views)
{
    public long Reach => Share(780);
    public long Likes => Share(61);
    public long Comments => Share(9);
    public long Shares => Share(13);
    public long Saves => Share(17);
    public long Clicks => Share(24);

    private long Share(int thousandths) => Views * thousandths / 1000;
}
