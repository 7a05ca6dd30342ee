using System.Text.Json.Nodes;
using ContentFactory.Domain;
using ContentFactory.Domain.Platforms.Sandbox;

namespace ContentFactory.Web.Sandbox.Networks;

/// <summary>A file of a post. <paramref name="Kept"/>: the bytes of a small picture, null otherwise.</summary>
internal sealed record SandboxAttachment(string Name, string ContentType, byte[]? Kept)
{
    private const int LongestName = 300;
    private const int LongestType = 100;

    public string Name { get; } = Cut(Name, LongestName);

    /// <summary>The number of the draft that holds the bytes until the post has them; null where none does.</summary>
    public int? Draft { get; init; }

    public string ContentType { get; } = Cut(ContentType, LongestType);

    /// <summary>What it is, for the feed.</summary>
    public string Kind => ContentType.Split('/')[0] is ("image" or "video" or "audio") and var kind ? kind : "document";

    private static string Cut(string value, int length) => SandboxRequest.Clean(value) is var clean && clean.Length > length ? clean[..length] : clean;
}

/// <summary>A post with its files: an entry for each, of which the first one is the post itself.</summary>
internal static class SandboxSet
{
    /// <summary>Larger pictures are counted and dropped.</summary>
    public const int KeptBytes = 5 * 1024 * 1024;

    private const string Count = "files";
    private const string Item = "item";

    /// <returns>The number of the post.</returns>
    public static async Task<int> RecordAsync(SandboxVisit visit, SandboxDraft post, JsonObject facts, IReadOnlyList<SandboxAttachment> files, CancellationToken ct)
    {
        facts[Count] = files.Count;
        var first = post with { Data = facts.ToJsonString() };
        var number = await visit.Posts.RecordAsync(visit.Account.Id, files.Count == 0 ? [first] : EntriesOf(visit, first, files), ct);
        // the post stands, whoever waits for its answer
        foreach (var draft in files.Select(file => file.Draft).OfType<int>())
            await visit.Posts.PatchAsync(visit.Account.Id, draft, new() { DropsFile = true }, CancellationToken.None);
        return number;
    }

    /// <summary>A published post, and no further file of one; null when it is not there (any more).</summary>
    public static async Task<SandboxEntry?> FindAsync(SandboxVisit visit, int? number, CancellationToken ct) =>
        number is { } n && await visit.Posts.FindAsync(visit.Account.Id, n, ct) is { State: SandboxStage.Published } entry && IsPost(entry) ? entry : null;

    /// <summary>Newest first.</summary>
    public static async Task<IEnumerable<SandboxEntry>> RecentAsync(SandboxVisit visit, CancellationToken ct) =>
        (await visit.Posts.PublishedAsync(visit.Account.Id, 100, ct)).Where(IsPost);

    public static int FilesOf(SandboxEntry post) => (int)(post.Facts().Whole(Count) ?? 0);

    /// <summary>With all its files.</summary>
    public static async Task RemoveAsync(SandboxVisit visit, SandboxEntry post, CancellationToken ct)
    {
        for (var place = 0; place < Math.Max(1, FilesOf(post)); place++)
            await visit.Posts.RemoveAsync(visit.Account.Id, post.Number + place, ct);
    }

    private static SandboxDraft[] EntriesOf(SandboxVisit visit, SandboxDraft first, IReadOnlyList<SandboxAttachment> files)
    {
        var album = files.Count > 1 ? Ids.New(visit.Now).ToString("N") : null;
        var item = new JsonObject { [Item] = true }.ToJsonString();
        return [.. files.Select((file, place) => (place == 0 ? first : new SandboxDraft(file.Kind, "") { Data = item }) with
        {
            AlbumId = album, FileName = file.Name, ContentType = file.ContentType, File = file.Kept,
        })];
    }

    private static bool IsPost(SandboxEntry entry) => entry.Facts().At(Item) is null;
}
