using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Publishing;

/// <summary>What came due while a tenant was stopped or suspended.</summary>
internal static class HeldPosts
{
    // what waited goes out no closer than this, whatever the settings allow
    private static readonly TimeSpan LeastGap = TimeSpan.FromMinutes(5);

    /// <summary>It follows in its order, a gap apart for each channel; what is older than <paramref name="grace"/> stays for a person.</summary>
    public static async Task<Resumption> ReleaseAsync(AppDb rows, TimeSpan grace, DateTimeOffset now, CancellationToken ct)
    {
        var held = await rows.Publications.Where(p => p.State == PublicationState.Held && p.HeldReason == HeldReason.KillSwitch).OrderBy(p => p.ScheduledAt).ThenBy(p => p.Id).ToListAsync(ct);
        var (asked, waiting) = (held.Where(p => p.ScheduledAt < now - grace).ToList(), held.Where(p => p.ScheduledAt >= now - grace).ToList());
        asked.ForEach(p => p.Ask());
        return new(waiting.Count, await SpreadAsync(rows, waiting, now, ct), asked.Count);
    }

    private static async Task<DateTimeOffset?> SpreadAsync(AppDb rows, List<Publication> waiting, DateTimeOffset now, CancellationToken ct)
    {
        DateTimeOffset? last = null;
        var companies = await rows.Channels.ToDictionaryAsync(c => c.Id, c => c.CompanyId, ct);
        foreach (var company in waiting.GroupBy(p => companies[p.ChannelId]))
        {
            var hours = TimeSpan.FromHours((await SettingsReader.ReadAsync(rows, company.Key, ct)).Of(SettingCatalogue.MinGapHours));
            var gap = hours > LeastGap ? hours : LeastGap;
            foreach (var channel in company.GroupBy(p => p.ChannelId))
                foreach (var (publication, place) in channel.Select((p, i) => (p, i)))
                {
                    publication.Release(now + (gap * place), now);
                    last = last > publication.DueAt ? last : publication.DueAt;
                }
        }
        return last;
    }
}
