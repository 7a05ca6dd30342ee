using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Content;

/// <summary>The files of a post as one list in order.</summary>
internal static class PostMediaList
{
    /// <returns>Whether anything differs from before.</returns>
    public static async Task<bool> PutAsync(AppDb rows, Guid tenantId, Guid postId, IReadOnlyList<MediaPlace> wanted, DateTimeOffset now, CancellationToken ct)
    {
        var present = await rows.PostMedia.Where(m => m.PostId == postId).OrderBy(m => m.Position).ToListAsync(ct);
        if (present.Select(m => new MediaPlace(m.MediaId, m.AltText)).SequenceEqual(wanted))
            return false;
        rows.PostMedia.RemoveRange(present.Where(m => wanted.All(w => w.MediaId != m.MediaId)));
        foreach (var (place, position) in wanted.Select((m, i) => (m, i)))
        {
            var row = present.Find(m => m.MediaId == place.MediaId) ?? rows.PostMedia.Add(new PostMedia(tenantId, Ids.New(now), postId, place.MediaId, position)).Entity;
            (row.Position, row.AltText) = (position, string.IsNullOrWhiteSpace(place.AltText) ? null : PlainText.Line(place.AltText));
        }
        return true;
    }
}
