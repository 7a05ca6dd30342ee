using ContentFactory.Domain.Analytics.Days;
using Npgsql;

namespace ContentFactory.Domain.Analytics.Overview;

/// <summary>Orders posts by how they engaged; where no network tells a rate, by what they had.</summary>
internal static class Ranking
{
    /// <summary>No post is both the best and the weakest; one without any number is neither.</summary>
    public static (IReadOnlyList<PublishedPost> Top, IReadOnlyList<PublishedPost> Flop) Of(IEnumerable<PublishedPost> posts, int most)
    {
        var counted = posts.Select(p => (Post: p, Numbers: new PeriodNumbers(p.End.Sums(), 1))).Where(p => Seen(p.Numbers) is not null).ToList();
        // without a rate nobody can say which is weaker
        var rated = counted.Any(p => p.Numbers.Value(Figure.EngagementRate) is not null);
        var ordered = counted.Where(p => !rated || p.Numbers.Value(Figure.EngagementRate) is not null)
            .OrderByDescending(p => p.Numbers.Value(Figure.EngagementRate)).ThenByDescending(p => Seen(p.Numbers)).ThenBy(p => p.Post.Id).Select(p => p.Post).ToList();
        var top = Math.Min(most, (ordered.Count + 1) / 2);
        return (ordered[..top], [.. ordered[top..].AsEnumerable().Reverse().Take(most)]);
    }

    private static double? Seen(PeriodNumbers numbers) => numbers.Value(Figure.Views) ?? numbers.Value(Figure.Engagements);
}

/// <summary>What is shown of a few posts beside their numbers.</summary>
internal static class RankedPosts
{
    private const string Read = """
        select p.id, o.title, left(o.text, 200), p.url, p.state = 'removed_by_platform', m.media_id, r.id
        from publications p
        join posts o on o.tenant_id = p.tenant_id and o.id = p.post_id
        left join lateral (select x.media_id from post_media x where x.tenant_id = o.tenant_id and x.post_id = o.id order by x.position limit 1) m on true
        left join lateral (select x.id from media_renditions x where x.tenant_id = o.tenant_id and x.media_id = m.media_id and x.purpose = 'thumb' limit 1) r on true
        where p.tenant_id = $1 and p.id = any ($2)
        """;

    public static async Task<Dictionary<Guid, PostNumbers>> ReadAsync(NpgsqlConnection connection, Guid tenantId, IReadOnlyList<PublishedPost> posts, NumberChoices choices, CancellationToken ct)
    {
        var known = posts.ToDictionary(p => p.Id);
        var shown = new Dictionary<Guid, PostNumbers>();
        if (posts.Count == 0)
            return shown;
        await using var command = connection.Statement(Read, tenantId, known.Keys.ToArray());
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            var post = known[rows.GetGuid(0)];
            var channel = choices.Channels.First(c => c.Id == post.ChannelId);
            shown[post.Id] = new(
                post.Id, post.PostId, post.ChannelId, channel.Name, channel.Platform, rows.GetString(1) is { Length: > 0 } title ? title : rows.GetString(2), post.Type, post.PublishedAt,
                rows.IsDBNull(3) ? null : rows.GetString(3), rows.GetBoolean(4), rows.IsDBNull(5) ? null : rows.GetGuid(5), rows.IsDBNull(6) ? null : rows.GetGuid(6), new(post.End.Sums(), 1));
        }
        return shown;
    }
}
