using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Content.Openings;
using ContentFactory.Domain.Content.Variants;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Lists;
using ContentFactory.Domain.Media;
using ContentFactory.Domain.Media.Previews;
using ContentFactory.Domain.Platforms;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Content;

/// <param name="Status">Null shows all but archived posts.</param>
public sealed record PostFilter(PostStatus? Status = null, Guid? CompanyId = null, ListQuery? List = null, string? Tag = null);

public sealed record PostRow(
    Guid Id, PostType Type, PostStatus Status, int Version, string Title, string Start, string CompanyName, string? AuthorName, string? MadeBy,
    int Media, string? RejectionComment, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    /// <summary>Under test: whoever approves the post approves each of them.</summary>
    public IReadOnlyList<string> Openings { get; init; } = [];

    public IReadOnlyList<string> Tags { get; init; } = [];
}

public sealed record PostSourceRow(Guid TrendItemId, string Title, string? Url, string SourceName, DateTimeOffset At, int UsedCount = 0);

/// <param name="RestoredFrom">The version that it brought back.</param>
public sealed record PostVersionRow(int Number, string? AuthorName, DateTimeOffset At, int? RestoredFrom = null);

public sealed record PostMediaRow(Guid MediaId, MediaKind Kind, string FileName, string ContentType, long Size, int? Width, int? Height, string? AltText, Guid? ThumbId = null)
{
    /// <summary>Of a film; null where it is not known.</summary>
    public int? DurationMs { get; init; }
}

/// <summary>How the company's channel of a network introduces itself.</summary>
public sealed record ChannelFace(string Platform, string DisplayName, string? Handle, int? Followers);

/// <summary>What one network gets beside a text of its own.</summary>
/// <param name="MediaIds">Of the post's files, in this network's order; null where all of them go out in theirs.</param>
/// <param name="FirstComment">Written under the post once it is out; null where nothing is.</param>
/// <param name="CommentDelay">Minutes after the post.</param>
public sealed record NetworkExtras(string Platform, IReadOnlyList<Guid>? MediaIds, string? FirstComment, int CommentDelay = 0)
{
    /// <summary>Its own; null where the post's goes out.</summary>
    public PostMediaRow? Cover { get; init; }
}

/// <summary>What one network allows, for the counters.</summary>
public sealed record NetworkLimits(string Platform, PlatformLimits Limits);

public sealed record PostView(
    Guid Id, Guid CompanyId, string CompanyName, PostType Type, PostStatus Status, int Version, PostContent Content, bool CanEdit,
    string? MadeBy, string? AuthorName, string? ApproverName, DateTimeOffset? ApprovedAt, string? RejectionComment, DateTimeOffset UpdatedAt,
    IReadOnlyList<PostMediaRow> Media, IReadOnlyList<PostSourceRow> Sources, IReadOnlyList<Guid> TopicIds, IReadOnlyList<PostVersionRow> Versions,
    int Publications, IReadOnlyList<NetworkLimits> Limits, PostOrigin Origin, IReadOnlyList<PostDecisionRow> Decisions, IReadOnlyList<PostVariantRow> Variants,
    IReadOnlyList<string> Hooks)
{
    /// <summary>Of its publications.</summary>
    public IReadOnlyList<DateTimeOffset> Times { get; init; } = [];

    /// <summary>Openings that are or were tested against each other; null where none ever were.</summary>
    public HookTestRow? Test { get; init; }

    /// <summary>The one that stands in the text.</summary>
    public string? Opening { get; init; }

    /// <summary>Of the company, one for each network that it has a channel of.</summary>
    public IReadOnlyList<ChannelFace> Faces { get; init; } = [];

    public Guid? LogoId { get; init; }

    /// <summary>What a network gets, in its order.</summary>
    public IReadOnlyList<PostMediaRow> MediaFor(string network) =>
        Extras.FirstOrDefault(e => e.Platform == network)?.MediaIds is { } chosen ? [.. chosen.Select(id => Media.FirstOrDefault(m => m.MediaId == id)).OfType<PostMediaRow>()] : Media;

    public IReadOnlyList<NetworkExtras> Extras { get; init; } = [];

    /// <summary>The picture that stands for its video; null where none was chosen.</summary>
    public PostMediaRow? Cover { get; init; }

    /// <summary>What a network gets as the cover of the video.</summary>
    public PostMediaRow? CoverFor(string network) => Extras.FirstOrDefault(e => e.Platform == network)?.Cover ?? Cover;

    /// <summary>There is something that a cover can stand for.</summary>
    public bool HasVideo => Media.Any(m => m.Kind is MediaKind.Video);

    /// <summary>Only the team sees them.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
}

public sealed class PostQueries(Db db, Actor actor, PlatformSet platforms)
{
    public const int PageSize = ListQuery.DefaultPageSize;

    private const int StartLength = 200;
    private const int VersionsShown = 50;

    private static readonly Sorting<Post> Sorting = new Sorting<Post>(p => p.Id)
        .By("changed", p => p.UpdatedAt, descending: true)
        .By("created", p => p.CreatedAt)
        .By("title", p => p.Title)
        .By("status", p => p.Status);

    public async Task<ListPage<PostRow>> ListAsync(PostFilter filter, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewPosts);
        await using var rows = await db.OpenAsync(ct);
        var found = await FilteredAsync(rows, filter, ct);
        return await found.PageAsync(filter.List ?? ListQuery.First, Sorting, Row(rows), ct);
    }

    /// <summary>Every post of the filter up to <paramref name="most"/>, in the order of the list: for a file, not for a page.</summary>
    public IAsyncEnumerable<PostRow> EveryAsync(PostFilter filter, int most, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewPosts);
        return ReadAsync(filter, most, ct);
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
                Logo = rows.Companies.Where(c => c.Id == p.CompanyId).Select(c => c.LogoMediaId).Single(),
                Times = rows.Publications.Where(b => b.PostId == p.Id).OrderBy(b => b.ScheduledAt).Select(b => b.ScheduledAt).ToList(),
            })
            .SingleOrDefaultAsync(ct);
        if (found is null)
            return Problem.NotFound("Content.PostGone");
        var post = found.Post;
        // beside the times they would multiply
        var topics = await rows.PostTopics.Where(l => l.PostId == postId).Select(l => l.TopicId).ToListAsync(ct);
        var covers = await CoversAsync(rows, postId, ct);
        var networks = await NetworksAsync(rows, postId, covers, ct);
        var faces = await FacesAsync(rows, post.CompanyId, ct);
        return new PostView(
            post.Id, post.CompanyId, found.Company, post.Type, post.Status, post.Version, PostEdits.ContentOf(post), post.CanEdit,
            post.MadeBy, found.Author, found.Approver ?? post.ApproverGuest, post.ApprovedAt, post.RejectionComment, post.UpdatedAt,
            await MediaAsync(rows, postId, ct), await SourcesAsync(rows, postId, ct), topics, await VersionsAsync(rows, postId, ct), found.Times.Count,
            await LimitsAsync(rows, post.CompanyId, faces, ct),
            new PostOrigin(post.CreatedAt, post.AiTokens, post.AiCost, post.AiCurrency), await PostPast.DecisionsAsync(rows, postId, ct), [.. networks.Select(n => n.Text).Where(t => t.Text is not null)], post.Hooks)
        {
            Times = found.Times, Test = await HookTests.ReadAsync(rows, postId, ct), Opening = Openings.Opening.Of(post), Faces = [.. faces.DistinctBy(f => f.Platform)], LogoId = found.Logo, Tags = post.Tags, Extras = [.. networks.Select(n => n.Extras)],
            Cover = post.CoverMediaId is { } cover ? covers.GetValueOrDefault(cover) : null,
        };
    }

    /// <summary>How a kept version read, for comparing and taking back.</summary>
    public async Task<Result<PostContent>> VersionAsync(Guid postId, int number, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewPosts);
        await using var rows = await db.OpenAsync(ct);
        var content = await rows.PostVersions.Where(v => v.PostId == postId && v.Number == number).Select(v => v.Content).SingleOrDefaultAsync(ct);
        return content is null ? Problem.NotFound("Content.PartGone") : content;
    }

    /// <summary>Of the networks that the company has channels on; before it has any, of those it wants.</summary>
    private async Task<IReadOnlyList<NetworkLimits>> LimitsAsync(AppDb rows, Guid companyId, List<ChannelFace> faces, CancellationToken ct)
    {
        IReadOnlyList<string> wanted = faces.Count > 0 ? [.. faces.Select(f => f.Platform).Distinct(StringComparer.Ordinal)]
            : await rows.Companies.Where(c => c.Id == companyId).Select(c => c.Platforms).SingleAsync(ct) ?? await rows.Tenants.Select(t => t.Platforms).SingleAsync(ct);
        return [.. wanted.Order(StringComparer.Ordinal).Select(platforms.Find).OfType<IPlatform>().Select(p => new NetworkLimits(p.Key, p.Limits))];
    }

    /// <summary>Of the company's channels, the oldest of each network first.</summary>
    private static Task<List<ChannelFace>> FacesAsync(AppDb rows, Guid companyId, CancellationToken ct) =>
        rows.Channels.Where(c => c.CompanyId == companyId && c.Status != ChannelStatus.Disconnected).OrderBy(c => c.CreatedAt).ThenBy(c => c.Id)
            .Select(c => new ChannelFace(c.Platform, c.DisplayName, c.Handle, c.Followers)).ToListAsync(ct);

    private async IAsyncEnumerable<PostRow> ReadAsync(PostFilter filter, int most, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        var found = await FilteredAsync(rows, filter, ct);
        await foreach (var row in found.Stream(filter.List ?? ListQuery.First, Sorting, Row(rows), most).WithCancellation(ct))
            yield return row;
    }

    private static Expression<Func<Post, PostRow>> Row(AppDb rows) => p => new PostRow(
        p.Id, p.Type, p.Status, p.Version, p.Title, p.Text.Substring(0, StartLength),
        rows.Companies.Where(c => c.Id == p.CompanyId).Select(c => c.Name).Single(),
        rows.People.Where(a => a.Id == p.AuthorId).Select(a => a.DisplayName).FirstOrDefault(),
        p.MadeBy, rows.PostMedia.Count(m => m.PostId == p.Id), p.RejectionComment, p.CreatedAt, p.UpdatedAt)
    {
        Openings = rows.HookVariants.Where(v => v.PostId == p.Id && rows.HookTests.Any(t => t.PostId == p.Id && t.StoppedAt == null)).OrderBy(v => v.Position).Select(v => v.Text).ToList(),
        Tags = p.Tags,
    };

    private static async Task<IQueryable<Post>> FilteredAsync(AppDb rows, PostFilter filter, CancellationToken ct)
    {
        var posts = rows.Posts.AsNoTracking();
        posts = filter.Status is { } status ? posts.Where(p => p.Status == status) : posts.Where(p => p.Status != PostStatus.Archived);
        if (filter.CompanyId is { } company)
            posts = posts.Where(p => p.CompanyId == company);
        if (filter.Tag is { } tag)
            posts = posts.Where(p => p.Tags.Length > 0 && p.Tags.Contains(tag));
        if (string.IsNullOrWhiteSpace(filter.List?.Search))
            return posts;
        // counting and reading would each run the search
        var found = await rows.FoundPosts(filter.List.Search, beyondTitle: true).ToArrayAsync(ct);
        return posts.Where(p => found.Contains(p.Id));
    }

    private static async Task<List<(PostVariantRow Text, NetworkExtras Extras)>> NetworksAsync(AppDb rows, Guid postId, Dictionary<Guid, PostMediaRow> covers, CancellationToken ct)
    {
        var variants = await rows.PostVariants.AsNoTracking().Where(v => v.PostId == postId).OrderBy(v => v.Platform).ToListAsync(ct);
        return [.. variants.Select(v => (
            new PostVariantRow(v.Platform, v.Text, v.ThreadParts ?? [], v.MadeBy, v.Edited, v.Outdated),
            new NetworkExtras(v.Platform, v.MediaIds, v.FirstComment, v.CommentDelay) { Cover = v.CoverMediaId is { } cover ? covers.GetValueOrDefault(cover) : null }))];
    }

    /// <summary>The covers of a post and of its networks, described as the library has them.</summary>
    private static Task<Dictionary<Guid, PostMediaRow>> CoversAsync(AppDb rows, Guid postId, CancellationToken ct) =>
        rows.MediaItems.Where(m => rows.Posts.Any(p => p.Id == postId && p.CoverMediaId == m.Id) || rows.PostVariants.Any(v => v.PostId == postId && v.CoverMediaId == m.Id)).Select(m => new PostMediaRow(
            m.Id, m.Kind, m.FileName, m.ContentType, m.Size, m.Width, m.Height, m.AltText, rows.MediaRenditions.Where(r => r.MediaId == m.Id && r.Purpose == MediaPurpose.Thumb).Select(r => (Guid?)r.Id).FirstOrDefault())).ToDictionaryAsync(m => m.MediaId, ct);

    private static Task<List<PostMediaRow>> MediaAsync(AppDb rows, Guid postId, CancellationToken ct) =>
        (from place in rows.PostMedia
         join media in rows.MediaItems on place.MediaId equals media.Id
         where place.PostId == postId
         orderby place.Position
         select new PostMediaRow(media.Id, media.Kind, media.FileName, media.ContentType, media.Size, media.Width, media.Height, place.AltText,
             rows.MediaRenditions.Where(r => r.MediaId == media.Id && r.Purpose == MediaPurpose.Thumb).Select(r => (Guid?)r.Id).FirstOrDefault()) { DurationMs = media.DurationMs }).ToListAsync(ct);

    private static Task<List<PostSourceRow>> SourcesAsync(AppDb rows, Guid postId, CancellationToken ct) =>
        (from link in rows.PostSources
         join item in rows.TrendItems on link.TrendItemId equals item.Id
         join source in rows.TrendSources on item.SourceId equals source.Id
         where link.PostId == postId
         orderby item.Score descending
         select new PostSourceRow(item.Id, item.Title, item.Url, source.Name, item.PublishedAt ?? item.CollectedAt, item.UsedCount)).ToListAsync(ct);

    private static Task<List<PostVersionRow>> VersionsAsync(AppDb rows, Guid postId, CancellationToken ct) =>
        rows.PostVersions.Where(v => v.PostId == postId).OrderByDescending(v => v.Number).Take(VersionsShown)
            .Select(v => new PostVersionRow(v.Number, rows.People.Where(a => a.Id == v.AuthorId).Select(a => a.DisplayName).FirstOrDefault(), v.At, v.RestoredFrom)).ToListAsync(ct);
}
