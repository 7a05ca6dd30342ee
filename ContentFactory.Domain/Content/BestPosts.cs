using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Content;

/// <summary>The posts of a company that readers answered most, by the last totals of their publications.</summary>
internal static class BestPosts
{
    private const int Most = 3;

    /// <returns>None where nothing was measured.</returns>
    public static async Task<IReadOnlyList<string>> TextsAsync(AppDb rows, Guid companyId, CancellationToken ct)
    {
        var last = rows.PublicationDays.Where(d => !rows.PublicationDays.Any(l => l.PublicationId == d.PublicationId && l.Day > d.Day));
        var totals = from post in rows.Posts
                     where post.CompanyId == companyId && post.Text != ""
                     join publication in rows.Publications on post.Id equals publication.PostId
                     join day in last on publication.Id equals day.PublicationId
                     group day by new { post.Id, post.Text } into days
                     select new { days.Key.Id, days.Key.Text, Engagements = days.Sum(d => (d.Likes ?? 0) + (d.Comments ?? 0) + (d.Shares ?? 0) + (d.Saves ?? 0)) };
        return await totals.Where(t => t.Engagements > 0).OrderByDescending(t => t.Engagements).ThenBy(t => t.Id).Take(Most).Select(t => t.Text).ToListAsync(ct);
    }
}
