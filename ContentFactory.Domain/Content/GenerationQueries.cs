using ContentFactory.Domain.Access;
using ContentFactory.Domain.Ai;
using ContentFactory.Domain.Ai.Offline;
using ContentFactory.Domain.Content.Variants;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Trends;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Content;

/// <param name="Platforms">Those that the company has activated.</param>
/// <param name="VoiceNotes">What contradicts itself in its voice, and how that is settled.</param>
/// <param name="Language">That its voice speaks.</param>
public sealed record GenerationCompany(Guid Id, string Name, IReadOnlyList<string> Platforms, IReadOnlyList<Problem> VoiceNotes, string Language);

public sealed record GenerationIdea(Guid Id, string Title, string SourceName, int UsedCount, string? Language);

public sealed record GenerationChoices(IReadOnlyList<GenerationCompany> Companies, IReadOnlyList<GenerationIdea> Ideas)
{
    /// <summary>In which a draft is written where nobody said: the ideas' own, or the company's where they differ.</summary>
    public static string LanguageOf(IEnumerable<string?> ideas, string company) => ideas.Distinct().ToList() is ["ru" or "en"] and [{ } common] ? common : company is "en" ? "en" : "ru";
}

/// <summary>What a person chooses from before a draft is written.</summary>
public sealed class GenerationQueries(Db db, PlatformSet platforms, Actor actor)
{
    private const int Best = 8;

    /// <param name="chosen">The ideas that were picked already; empty offers the best ones.</param>
    public async Task<GenerationChoices> ChoicesAsync(IReadOnlyCollection<Guid> chosen, CancellationToken ct = default)
    {
        actor.Demand(Permission.GenerateDrafts);
        await using var rows = await db.OpenAsync(ct);
        var own = await rows.Tenants.Select(t => t.Platforms).SingleAsync(ct);
        var companies = await rows.Companies.AsNoTracking().Include(c => c.Voice).Where(c => c.Status == CompanyStatus.Active).OrderBy(c => c.Number).ToListAsync(ct);
        var ideas = rows.TrendItems.Where(i => chosen.Count > 0 ? chosen.Contains(i.Id) : i.State != TrendItemState.Hidden);
        return new GenerationChoices(
            [.. companies.Select(c => new GenerationCompany(c.Id, c.Name, [.. PlatformShapes.Of(platforms, c.Platforms ?? own).Select(p => p.Platform)], VoiceConflicts.Of(BrandVoice.Of(c.Voice)), c.Voice.Language))],
            await ideas.OrderByDescending(i => i.Score).ThenBy(i => i.Id).Take(chosen.Count > 0 ? DraftGenerator.MostItems : Best)
                .Select(i => new GenerationIdea(i.Id, i.Title, rows.TrendSources.Where(s => s.Id == i.SourceId).Select(s => s.Name).Single(), i.UsedCount, i.Language)).ToListAsync(ct));
    }
}
