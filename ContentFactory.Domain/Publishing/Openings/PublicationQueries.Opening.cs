using ContentFactory.Domain.Content.Openings;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Publishing;

/// <summary>With which of the tested openings a publication goes out.</summary>
/// <param name="Went">It went out with these words, or was about to; otherwise it will, unless the test changes.</param>
public sealed record OpeningLine(string Letter, string Text, bool Went);

public sealed partial class PublicationQueries
{
    /// <summary>Null where it opens as the post does.</summary>
    private static async Task<OpeningLine?> OpeningAsync(AppDb rows, Guid publicationId, CancellationToken ct)
    {
        var found = await rows.Publications.Where(p => p.Id == publicationId && p.Hook != null).Select(p => new
        {
            p.Hook, p.Opening,
            Planned = rows.HookVariants.Where(v => v.PostId == p.PostId && v.Position == p.Hook && rows.HookTests.Any(t => t.PostId == p.PostId && t.StoppedAt == null)).Select(v => v.Text).FirstOrDefault(),
        }).SingleOrDefaultAsync(ct);
        return (found?.Opening ?? found?.Planned) is { } text ? new(HookTest.Letter(found!.Hook!.Value), text, found.Opening is not null) : null;
    }

    private static PublicationDetail Opened(PublicationDetail detail, OpeningLine? opening, string? standing) =>
        opening is null ? detail : detail with { Opening = opening, Text = Opening.Put(detail.Text, [], standing, opening.Text).Text };
}
