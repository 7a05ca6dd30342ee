namespace ContentFactory.Domain.Publishing;

/// <summary>A post of a category, with what it did on each channel so far.</summary>
/// <param name="left">How often it may still go out; null is any number of times.</param>
internal sealed class RotatingPost(Guid postId, DateTimeOffset addedAt, DateOnly? until, int? left)
{
    public Guid PostId => postId;
    public DateTimeOffset AddedAt => addedAt;
    public int? Left { get; private set; } = left;

    /// <summary>By channel.</summary>
    public Dictionary<Guid, PostOut> Outs { get; } = [];

    public bool MayGoOn(DateOnly day) => Left is null or > 0 && !(until < day);

    public void Take(Guid channelId, PlannedTime planned)
    {
        Outs[channelId] = new(planned.Instant, planned);
        Left--;
    }
}

/// <param name="Turn">When it last had its turn, also where the network then refused it: such a post must not stand first for ever.</param>
/// <param name="Last">When it last went out, or will: by this it rests.</param>
internal sealed record PostOut(DateTimeOffset Turn, PlannedTime? Last);

/// <param name="Resting">How many rest where nothing is free, and when the first of them may come again.</param>
internal sealed record Pick(RotatingPost? Post, int Resting = 0, DateTimeOffset? FreeAt = null);

/// <summary>
/// The posts of a category in the order in which they come. On each channel it is the one that has waited longest; those that never went
/// out come first, in the order in which they were added. What was taken counts from then on.
/// </summary>
internal sealed class Rotation(int coolDownDays, IReadOnlyList<RotatingPost> posts)
{
    private readonly Dictionary<Guid, SortedSet<RotatingPost>> channels = [];

    /// <summary>Whose turn it is at that time of a slot. Takes nothing yet.</summary>
    public Pick At(Guid channelId, PlannedTime planned)
    {
        var (resting, first) = (0, (PlannedTime?)null);
        foreach (var post in Of(channelId).Where(p => p.MayGoOn(planned.Date)))
        {
            if (post.Outs.GetValueOrDefault(channelId)?.Last is not { } last || !Rests(last, planned.Instant))
                return new(post);
            resting++;
            first = first is null || last.Instant < first.Instant ? last : first;
        }
        return new(null, resting, first is null ? null : RestsUntil(first));
    }

    public void Take(RotatingPost post, Guid channelId, PlannedTime planned)
    {
        var waiting = Of(channelId);
        waiting.Remove(post);
        post.Take(channelId, planned);
        waiting.Add(post);
    }

    /// <summary>
    /// The same time of day, so many days later by the clock that it was planned by: what is planned for ten each Monday may come again on
    /// Monday at ten, also when the clock changes in between.
    /// </summary>
    public DateTimeOffset RestsUntil(PlannedTime last) => PlannedTime.At(last.Date.AddDays(coolDownDays), last.Time, last.ZoneId).Instant;

    /// <summary>Only near the end of the rest the clocks have to be asked.</summary>
    private bool Rests(PlannedTime last, DateTimeOffset at) =>
        last.Instant.AddDays(coolDownDays - 1) > at || (last.Instant.AddDays(coolDownDays + 1) > at && RestsUntil(last) > at);

    private SortedSet<RotatingPost> Of(Guid channelId)
    {
        if (channels.TryGetValue(channelId, out var waiting))
            return waiting;
        return channels[channelId] = new(posts, Comparer<RotatingPost>.Create((one, other) => Place(one).CompareTo(Place(other))));

        (DateTimeOffset, DateTimeOffset, Guid) Place(RotatingPost post) => (post.Outs.GetValueOrDefault(channelId)?.Turn ?? DateTimeOffset.MinValue, post.AddedAt, post.PostId);
    }
}
