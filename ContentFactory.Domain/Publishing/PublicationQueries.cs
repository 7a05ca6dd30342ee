using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Lists;
using ContentFactory.Domain.Platforms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ContentFactory.Domain.Publishing;

/// <summary>A publication as calendars and lists show it. <see cref="Date"/> and <see cref="Time"/> are the planned local ones.</summary>
/// <param name="InTheWay">Something was found ahead of its time that would keep it from going out.</param>
public sealed record PublicationCard(
    Guid Id, Guid PostId, string PostTitle, Guid ChannelId, string ChannelName, string Platform, bool Sandbox, PublicationState State, HeldReason? HeldReason,
    DateTimeOffset ScheduledAt, DateOnly Date, TimeOnly Time, DateTimeOffset DueAt, DateTimeOffset? PublishedAt, string? Url, string? ReasonKey, string[] ReasonArgs,
    bool InTheWay)
{
    /// <summary>Why it failed or is unclear, for the view of problems.</summary>
    public Problem? Reason => ReasonKey is null ? null : new(ProblemKind.Unavailable, null, ReasonKey, [.. ReasonArgs]);
}

/// <summary>One line of the log of a publication.</summary>
public sealed record AttemptLine(int Number, AttemptState State, bool Counted, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string? Code, string? Message)
{
    /// <summary>The network took it and is still at work on it.</summary>
    public bool IsHandedOver => Code is Ending.WaitingCode or Ending.AcceptedCode;
}

/// <summary>What a reading of the network showed of a publication whose answer was lost.</summary>
public sealed record LookLine(DateTimeOffset At, LookKind Kind, string? Source, IReadOnlyList<SeenPost> Seen, string? ReasonKey, string[] ReasonArgs)
{
    /// <summary>Why nothing could be read.</summary>
    public Problem? Reason => ReasonKey is null ? null : new(ProblemKind.Unavailable, null, ReasonKey, [.. ReasonArgs]);
}

/// <param name="LooksOn">The network will be asked again by itself.</param>
/// <param name="Ahead">Null before the first look at its present plan, and when it is not planned any more.</param>
public sealed record PublicationDetail(PublicationCard Card, PublicationPlace Place, string Text, string ZoneId, Priority Priority, int AttemptsUsed, string? ExternalId, string[] PartIds,
    string? LastCode, string? LastMessage, DateTimeOffset? NextMetricsAt, Guid CreatedBy, DateTimeOffset CreatedAt, IReadOnlyList<AttemptLine> Attempts, IReadOnlyList<LookLine> Looks, bool LooksOn,
    AheadLine? Ahead = null, PublicationRepeats? Repeats = null, EvergreenChoice? Evergreen = null)
{
    public PublicationKind Kind { get; init; }

    /// <summary>The network's own choices, by their keys.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = PublishChoices.None.Options;

    /// <summary>Null where nothing is tested with it.</summary>
    public OpeningLine? Opening { get; init; }

    /// <summary>Null while nobody wanted it deleted at its network.</summary>
    public RemovalLine? Removal { get; init; }

    /// <summary>Null where none follows.</summary>
    public FirstCommentLine? Comment { get; init; }
}

/// <summary>What a look ahead of its time found in the way of a planned publication, as <see cref="Channels.ChannelFaults"/> keeps it.</summary>
public sealed record AheadLine(DateTimeOffset CheckedAt, string[] Faults);

/// <summary>Where a publication goes to: what its page says about company and account.</summary>
public sealed record PublicationPlace(string Company, string? Handle, string AccountId, Channels.ChannelStatus ChannelStatus);

/// <param name="States">Empty means all but the cancelled ones.</param>
public sealed record CalendarFilter(Guid? CompanyId = null, Guid? ChannelId = null, IReadOnlyList<PublicationState>? States = null)
{
    /// <summary>Planned from then on.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Planned before.</summary>
    public DateTimeOffset? Until { get; init; }
}

/// <param name="States">Empty means all.</param>
public sealed record PublicationFilter(IReadOnlyList<PublicationState> States, Guid? ChannelId = null, Guid? PostId = null, string? Search = null, int Skip = 0, int Take = 20);

public sealed record PublicationPage(IReadOnlyList<PublicationCard> Cards, int Total);

/// <summary>What pages read of publications.</summary>
public sealed partial class PublicationQueries(Db db, Actor actor, IOptions<PublishingOptions> options)
{
    /// <summary>Newest plan first.</summary>
    public async Task<PublicationPage> PageAsync(PublicationFilter filter, CancellationToken ct)
    {
        actor.Demand(Permission.ViewSchedule);
        await using var rows = await db.OpenAsync(ct);
        var found = rows.Publications.Matching(filter, rows);
        var total = await found.CountAsync(ct);
        var cards = await found.OrderByDescending(p => p.ScheduledAt).ThenByDescending(p => p.Id)
            .Skip(Math.Max(filter.Skip, 0)).Take(Math.Clamp(filter.Take, 1, 200)).Cards(rows).ToListAsync(ct);
        return new(cards, total);
    }

    public async Task<PublicationDetail?> FindAsync(Guid id, CancellationToken ct)
    {
        actor.Demand(Permission.ViewSchedule);
        await using var rows = await db.OpenAsync(ct);
        if (await rows.Publications.Where(p => p.Id == id).Cards(rows).SingleOrDefaultAsync(ct) is not { } card)
            return null;
        var attempts = await rows.PublicationAttempts.Where(a => a.PublicationId == id).OrderBy(a => a.Number)
            .Select(a => new AttemptLine(a.Number, a.State, a.Counted, a.StartedAt, a.EndedAt, a.Code, a.Message)).ToListAsync(ct);
        var looks = await rows.PublicationLooks.AsNoTracking().Where(l => l.PublicationId == id).OrderBy(l => l.At)
            .Select(l => new LookLine(l.At, l.Kind, l.Source, l.Seen, l.ReasonKey, l.ReasonArgs)).ToListAsync(ct);
        var most = options.Value.MostLooks;
        var (repeats, evergreen) = (await RepeatsAsync(rows, id, ct), await EvergreenAsync(rows, id, ct));
        var (removal, opening, comment) = (await RemovalAsync(rows, id, ct), await OpeningAsync(rows, id, ct), await CommentAsync(rows, card, ct));
        var standing = opening is null ? null : await rows.Posts.Where(p => p.Id == card.PostId).Select(p => p.Hook).SingleAsync(ct);
        var place = await rows.Channels.AsNoTracking().Where(c => c.Id == card.ChannelId)
            .Join(rows.Companies, c => c.CompanyId, company => company.Id, (c, company) => new PublicationPlace(company.Name, c.Handle, c.AccountId, c.Status)).SingleAsync(ct);
        return Opened(await rows.Publications.AsNoTracking().Where(p => p.Id == id)
            .Join(rows.Posts, p => p.PostId, post => post.Id, (p, post) => new PublicationDetail(
                card, place, post.Text, p.ZoneId, p.Priority, p.AttemptsUsed, p.ExternalId, p.PartIds, p.LastCode, p.LastMessage, p.NextMetricsAt, p.CreatedBy, p.CreatedAt, attempts, looks,
                p.State == PublicationState.Unknown && p.Looks < most,
                rows.PublicationChecks.Where(c => c.PublicationId == p.Id && c.PlannedAt == p.ScheduledAt && c.CheckedAt != null && p.State == PublicationState.Scheduled)
                    .Select(c => new AheadLine(c.CheckedAt!.Value, c.Faults)).FirstOrDefault(), repeats, evergreen)
            {
                Kind = p.Kind, Options = PublishChoices.Read(p.Options), Removal = removal, Comment = comment,
            })
            .SingleAsync(ct), opening, standing);
    }
}

/// <summary>Named pieces of queries over publications.</summary>
internal static class PublicationRows
{
    public static IQueryable<Publication> Matching(this IQueryable<Publication> publications, CalendarFilter filter, AppDb rows)
    {
        publications = filter.States is { Count: > 0 } states
            ? publications.Where(p => states.Contains(p.State))
            : publications.Where(p => p.State != PublicationState.Cancelled);
        if (filter.ChannelId is { } channelId)
            publications = publications.Where(p => p.ChannelId == channelId);
        if (filter.CompanyId is { } companyId)
            publications = publications.Where(p => rows.Channels.Any(c => c.Id == p.ChannelId && c.CompanyId == companyId));
        if (filter.From is { } from)
            publications = publications.Where(p => p.ScheduledAt >= from);
        if (filter.Until is { } until)
            publications = publications.Where(p => p.ScheduledAt < until);
        return publications;
    }

    public static IQueryable<Publication> Matching(this IQueryable<Publication> publications, PublicationFilter filter, AppDb rows)
    {
        if (filter.States.Count > 0)
            publications = publications.Where(p => filter.States.Contains(p.State));
        if (filter.ChannelId is { } channelId)
            publications = publications.Where(p => p.ChannelId == channelId);
        if (filter.PostId is { } postId)
            publications = publications.Where(p => p.PostId == postId);
        if (string.IsNullOrWhiteSpace(filter.Search))
            return publications;
        var posts = rows.FoundPosts(filter.Search, beyondTitle: false);
        return publications.Where(p => posts.Contains(p.PostId));
    }

    public static IQueryable<PublicationCard> Cards(this IQueryable<Publication> publications, AppDb rows) =>
        from p in publications.AsNoTracking()
        join post in rows.Posts on p.PostId equals post.Id
        join channel in rows.Channels on p.ChannelId equals channel.Id
        select new PublicationCard(
            p.Id, p.PostId, post.Title, p.ChannelId, channel.DisplayName, channel.Platform, channel.Sandbox, p.State, p.HeldReason,
            p.ScheduledAt, p.LocalDate, p.LocalTime, p.DueAt, p.PublishedAt, p.Url, p.ReasonKey, p.ReasonArgs,
            p.State == PublicationState.Scheduled && rows.PublicationChecks.Any(c => c.PublicationId == p.Id && c.PlannedAt == p.ScheduledAt && c.Faults.Length > 0));
}
