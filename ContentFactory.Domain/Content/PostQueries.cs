using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Media;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Trends;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Content;

/// <param name="Status">Null shows all but archived posts.</param>
/// <param name="Page">From 1.</param>
public sealed record PostFilter(PostStatus? Status = null, Guid? CompanyId = null, string? Search = null, int Page = 1);

public sealed record PostRow(
    Guid Id, PostType Type, PostStatus Status, string Title, string Start, string CompanyName, string? AuthorName, string? MadeBy,
    int Media, string? RejectionComment, DateTimeOffset UpdatedAt);

public sealed record PostList(IReadOnlyList<PostRow> Rows, int Total, int Page)
{
    public const int Size = 20;

    public int Pages => Math.Max(1, (Total + Size - 1) / Size);
}

public sealed record PostSourceRow(Guid TrendItemId, string Title, string? Url, string SourceName, DateTimeOffset At);

public sealed record PostVersionRow(int Number, string? AuthorName, DateTimeOffset At);

public sealed record PostMediaRow(Guid MediaId, MediaKind Kind, string FileName, string ContentType, long Size, int? Width, int? Height, string? AltText);

/// <summary>What one network allows, for the counters.</summary>
public sealed record NetworkLimits(string Platform, PlatformLimits Limits);

public sealed record PostView(
    Guid Id, Guid CompanyId, string CompanyName, PostType Type, PostStatus Status, int Version, PostContent Content, bool CanEdit,
    string? MadeBy, string? AuthorName, string? ApproverName, DateTimeOffset? ApprovedAt, string? RejectionComment, DateTimeOffset UpdatedAt,
    IReadOnlyList<PostMediaRow> Media, IReadOnlyList<PostSourceRow> Sources, IReadOnlyList<Guid> TopicIds, IReadOnlyList<PostVersionRow> Versions,
    int Publications, IReadOnlyList<NetworkLimits> Limits, PostOrigin Origin, IReadOnlyList<PostDecisionRow> Decisions);

public sealed class PostQueries(Db db, Actor actor, PlatformSet platforms)
{
    private const int StartLength = 200;
    private const int VersionsShown = 50;

    public async Task<PostList> ListAsync(PostFilter filter, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewPosts);
        await using var rows = await db.OpenAsync(ct);
        var found = Filtered(rows.Posts.AsNoTracking(), filter);
        var total = await found.CountAsync(ct);
        var page = Math.Clamp(filter.Page, 1, Math.Max(1, (total + PostList.Size - 1) / PostList.Size));
        var shown = await found.OrderByDescending(p => p.UpdatedAt).ThenByDescending(p => p.Id).Skip((page - 1) * PostList.Size).Take(PostList.Size)
            .Select(p => new PostRow(
                p.Id, p.Type, p.Status, p.Title, p.Text.Substring(0, StartLength),
                rows.Companies.Where(c => c.Id == p.CompanyId).Select(c => c.Name).Single(),
                rows.People.Where(a => a.Id == p.AuthorId).Select(a => a.DisplayName).FirstOrDefault(),
                p.MadeBy, rows.PostMedia.Count(m => m.PostId == p.Id), p.RejectionComment, p.UpdatedAt))
            .ToListAsync(ct);
        return new PostList(shown, total, page);
    }

    public async Task<Result<PostView>> OneAsync(Guid postId, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewPosts);
        await using var rows = await db.OpenAsync(ct);
        var found = await rows.Posts.AsNoTracking().Where(p => p.Id == postId)
            .Select(p => new
            {
                Post = p,
                Company = rows.Companies.Where(c => c.Id == p.CompanyId).Select(c => c.Name).Single(),
                Author = rows.People.Where(a => a.Id == p.AuthorId).Select(a => a.DisplayName).FirstOrDefault(),
                Approver = rows.People.Where(a => a.Id == p.ApproverId).Select(a => a.DisplayName).FirstOrDefault(),
                Publications = rows.Publications.Count(b => b.PostId == p.Id),
                Topics = rows.PostTopics.Where(l => l.PostId == p.Id).Select(l => l.TopicId).ToList(),
            })
            .SingleOrDefaultAsync(ct);
        if (found is null)
            return Problem.NotFound("Content.PostGone");
        var post = found.Post;
        return new PostView(
            post.Id, post.CompanyId, found.Company, post.Type, post.Status, post.Version, PostEdits.ContentOf(post), post.CanEdit,
            post.MadeBy, found.Author, found.Approver, post.ApprovedAt, post.RejectionComment, post.UpdatedAt,
            await MediaAsync(rows, postId, ct), await SourcesAsync(rows, postId, ct), found.Topics, await VersionsAsync(rows, postId, ct), found.Publications,
            [.. platforms.Keys.Order(StringComparer.Ordinal).Select(k => new NetworkLimits(k, platforms.Find(k)!.Limits))],
            new PostOrigin(post.CreatedAt, post.AiTokens, post.AiCost, post.AiCurrency), await PostPast.DecisionsAsync(rows, postId, ct));
    }

    /// <summary>How a kept version read, for comparing and taking back.</summary>
    public async Task<Result<PostContent>> VersionAsync(Guid postId, int number, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewPosts);
        await using var rows = await db.OpenAsync(ct);
        var content = await rows.PostVersions.Where(v => v.PostId == postId && v.Number == number).Select(v => v.Content).SingleOrDefaultAsync(ct);
        return content is null ? Problem.NotFound("Content.PartGone") : content;
    }

    private static IQueryable<Post> Filtered(IQueryable<Post> posts, PostFilter filter)
    {
        posts = filter.Status is { } status ? posts.Where(p => p.Status == status) : posts.Where(p => p.Status != PostStatus.Archived);
        if (filter.CompanyId is { } company)
            posts = posts.Where(p => p.CompanyId == company);
        if (string.IsNullOrWhiteSpace(filter.Search))
            return posts;
        var pattern = TrendQueries.Pattern(filter.Search);
        return posts.Where(p => EF.Functions.ILike(p.Title, pattern, TrendQueries.Escape) || EF.Functions.ILike(p.Text, pattern, TrendQueries.Escape));
    }

    private static Task<List<PostMediaRow>> MediaAsync(AppDb rows, Guid postId, CancellationToken ct) =>
        (from place in rows.PostMedia
         join media in rows.MediaItems on place.MediaId equals media.Id
         where place.PostId == postId
         orderby place.Position
         select new PostMediaRow(media.Id, media.Kind, media.FileName, media.ContentType, media.Size, media.Width, media.Height, place.AltText)).ToListAsync(ct);

    private static Task<List<PostSourceRow>> SourcesAsync(AppDb rows, Guid postId, CancellationToken ct) =>
        (from link in rows.PostSources
         join item in rows.TrendItems on link.TrendItemId equals item.Id
         join source in rows.TrendSources on item.SourceId equals source.Id
         where link.PostId == postId
         orderby item.Score descending
         select new PostSourceRow(item.Id, item.Title, item.Url, source.Name, item.PublishedAt ?? item.CollectedAt)).ToListAsync(ct);

    private static Task<List<PostVersionRow>> VersionsAsync(AppDb rows, Guid postId, CancellationToken ct) =>
        rows.PostVersions.Where(v => v.PostId == postId).OrderByDescending(v => v.Number).Take(VersionsShown)
            .Select(v => new PostVersionRow(v.Number, rows.People.Where(a => a.Id == v.AuthorId).Select(a => a.DisplayName).FirstOrDefault(), v.At)).ToListAsync(ct);
}
