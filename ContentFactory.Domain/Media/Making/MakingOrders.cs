using System.Text.Json;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.LongWork;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Media.Making;

/// <summary>Orders cards and shorts, and says how far those of a subject are.</summary>
public sealed class MakingOrders(Db db, Actor actor, LongTasks works, CardMaker cards, ShortMaker shorts, TimeProvider clock)
{
    private static readonly string[] Kinds = [MakeCard.Kind, MakeShort.Kind];

    /// <summary>What this machine lacks; null when nothing.</summary>
    public Problem? MissingForCards => cards.Missing;

    /// <inheritdoc cref="MissingForCards"/>
    public Problem? MissingForShorts => shorts.Missing;

    public async Task<Result<Guid>> CardAsync(Guid subject, string link, Guid companyId, MediaStory story, BrandColours brand, CardChoice choice, string name, CancellationToken ct = default)
    {
        actor.Demand(Permission.UploadMedia);
        if (cards.Missing is { } missing)
            return missing;
        var id = Ids.New(clock);
        return await works.StartAsync(MakeCard.Kind, new CardOrder(id, subject, link, companyId, story, brand, choice, Named(name) + ".png"), companyId, ct);
    }

    public async Task<Result<Guid>> ShortAsync(Guid subject, string link, Guid companyId, MediaStory story, BrandColours brand, bool music, string name, CancellationToken ct = default)
    {
        actor.Demand(Permission.UploadMedia);
        if (shorts.Missing is { } missing)
            return missing;
        var id = Ids.New(clock);
        return await works.StartAsync(MakeShort.Kind, new ShortOrder(id, Ids.New(clock), subject, link, companyId, story, brand, music, Named(name)), companyId, ct);
    }

    /// <summary>What is being made for a subject, and what was in the last minutes, by whomever.</summary>
    public async Task<IReadOnlyList<LongTaskView>> OfAsync(Guid subject, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewMedia);
        var order = JsonSerializer.Serialize(new { Subject = subject });
        await using var rows = await db.OpenAsync(ct);
        var ids = await rows.LongTasks.Where(t => Kinds.Contains(t.Kind) && EF.Functions.JsonContains(t.Input, order)).OrderByDescending(t => t.CreatedAt).Take(5).Select(t => t.Id).ToListAsync(ct);
        var found = (await works.RecentAsync(ct)).Where(t => ids.Contains(t.Id));
        return [.. found.Where(t => t.UnderWay || t.FinishedAt > clock.GetUtcNow() - TimeSpan.FromMinutes(10)).OrderBy(t => t.CreatedAt)];
    }

    private static string Named(string name) => PlainText.Cut(PlainText.Visible(name.Replace('/', ' ')), 80).Trim();
}
