using ContentFactory.Domain.Ai;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.Formatting;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Content.Variants;

/// <summary>What each network takes, for whatever writes.</summary>
internal static class PlatformShapes
{
    /// <summary>Those asked for that exist here, in the order of their keys.</summary>
    public static IReadOnlyList<PlatformShape> Of(PlatformSet platforms, IEnumerable<string> keys) =>
        [.. keys.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(platforms.Find).OfType<IPlatform>()
            .Select(p => new PlatformShape(p.Key, p.Limits.TextLength, p.Limits.MostParts, p.LengthOf) { Escape = p.Formats ? MarkedText.Escape : words => words })];

    /// <summary>The networks that a company has activated; where it says nothing, those of its tenant.</summary>
    public static async Task<IReadOnlyList<string>> ActiveAsync(AppDb rows, Guid companyId, CancellationToken ct) =>
        await rows.Companies.Where(c => c.Id == companyId).Select(c => c.Platforms).SingleAsync(ct) ?? await rows.Tenants.Select(t => t.Platforms).SingleAsync(ct);
}
