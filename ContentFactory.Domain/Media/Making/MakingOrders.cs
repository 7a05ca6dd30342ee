using System.Linq.Expressions;
using System.Text.Json;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.LongWork;
using ContentFactory.Domain.Media.Makers;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Media.Making;

/// <summary>What a card or a short is made of.</summary>
/// <param name="Subject">What it is ordered for: a post.</param>
/// <param name="Link">The page where it is offered: an address inside the tenant.</param>
/// <param name="LogoId">A picture of the library in place of the company's initials.</param>
/// <param name="Name">Of the file, without an ending.</param>
public sealed record MakingSource(Guid Subject, string Link, Guid CompanyId, MediaStory Story, BrandColours Brand, Guid? LogoId, string Name);

/// <summary>Orders cards and shorts, and says how far those of a subject are.</summary>
public sealed class MakingOrders(Db db, Actor actor, LongTasks works, CardMaker cards, ShortMaker shorts, TimeProvider clock)
{
    private static readonly string[] Kinds = [MakeCard.Kind, MakeShort.Kind];
    private static readonly string[] Ordered = [ImageRun.Work, VoiceRun.Work, VideoRun.Work];
    private static readonly TimeSpan Shown = TimeSpan.FromMinutes(10);

    /// <summary>What this machine lacks; null when nothing.</summary>
    public Problem? MissingForCards => cards.Missing;

    /// <inheritdoc cref="MissingForCards"/>
    public Problem? MissingForShorts => shorts.Missing;

    public async Task<Result<Guid>> CardAsync(MakingSource of, CardChoice choice, CancellationToken ct = default)
    {
        actor.Demand(Permission.UploadMedia);
        if (cards.Missing is { } missing)
            return missing;
        var id = Ids.New(clock);
        return await works.StartAsync(MakeCard.Kind, new CardOrder(id, of.Subject, of.Link, of.CompanyId, of.Story, of.Brand, choice, Named(of.Name) + ".png", of.LogoId), of.CompanyId, ct);
    }

    public async Task<Result<Guid>> ShortAsync(MakingSource of, bool music, CancellationToken ct = default)
    {
        actor.Demand(Permission.UploadMedia);
        if (shorts.Missing is { } missing)
            return missing;
        var id = Ids.New(clock);
        return await works.StartAsync(MakeShort.Kind, new ShortOrder(id, Ids.New(clock), of.Subject, of.Link, of.CompanyId, of.Story, of.Brand, music, Named(of.Name), of.LogoId), of.CompanyId, ct);
    }

    /// <summary>What is being made for a subject, here or by a maker, and what was in the last minutes, by whomever.</summary>
    public Task<IReadOnlyList<LongTaskView>> OfAsync(Guid subject, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewMedia);
        var (here, outside) = (JsonSerializer.Serialize(new { Subject = subject }), JsonSerializer.Serialize(new { PostId = subject }));
        return FreshAsync(t => (Kinds.Contains(t.Kind) && EF.Functions.JsonContains(t.Input, here)) || (Ordered.Contains(t.Kind) && EF.Functions.JsonContains(t.Input, outside)), ct);
    }

    /// <summary>What the reader ordered from makers for no post.</summary>
    public Task<IReadOnlyList<LongTaskView>> OwnAsync(CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewMedia);
        var (person, free) = ((Guid?)actor.PersonId, JsonSerializer.Serialize(new { PostId = (Guid?)null }));
        return FreshAsync(t => t.PersonId == person && Ordered.Contains(t.Kind) && EF.Functions.JsonContains(t.Input, free), ct);
    }

    private async Task<IReadOnlyList<LongTaskView>> FreshAsync(Expression<Func<LongTask, bool>> which, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        var ids = await rows.LongTasks.Where(which).OrderByDescending(t => t.CreatedAt).Take(5).Select(t => t.Id).ToListAsync(ct);
        var found = (await works.RecentAsync(ct)).Where(t => ids.Contains(t.Id));
        return [.. found.Where(t => t.UnderWay || t.FinishedAt > clock.GetUtcNow() - Shown).OrderBy(t => t.CreatedAt)];
    }

    private static string Named(string name) => PlainText.Cut(PlainText.Visible(name.Replace('/', ' ')), 80).Trim();
}
