using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Content.Variants;

/// <summary>Which files a post has, and which of them each network gets.</summary>
/// <param name="Choices">Of networks that have texts, comments or files of their own; null where one gets all as they stand.</param>
public sealed record PostFiles(IReadOnlyList<MediaPlace> Places, IReadOnlyDictionary<string, Guid[]?> Choices)
{
    internal bool Says(PostFiles other) => Places.SequenceEqual(other.Places)
        && Choices.Keys.Union(other.Choices.Keys).All(k => (Choices.GetValueOrDefault(k) ?? []).SequenceEqual(other.Choices.GetValueOrDefault(k) ?? []) && Choices.GetValueOrDefault(k) is null == other.Choices.GetValueOrDefault(k) is null);
}

/// <summary>What stood before an exchange and after it: the way back.</summary>
public sealed record FilesExchanged(int Version, PostFiles Before, PostFiles After);

/// <summary>One file of a post gives its place and its words to another that was made of it. An edit like any other: it takes an approval back.</summary>
public sealed class FileExchange(Db db, Actor actor, Changes changes, TimeProvider clock)
{
    /// <param name="platform">The only network that gets the new file; null for the post itself, and so for every network that got the old one.</param>
    /// <param name="networks">All that the post may go to: where one of the others still gets the old file, the new one comes in beside it, and they keep what they have.</param>
    public Task<Result<FilesExchanged>> ExchangeAsync(Guid postId, int expectedVersion, Guid old, Guid made, string? platform, IReadOnlyCollection<string> networks, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditPosts);
        return ChangeAsync(postId, expectedVersion, async (rows, now) =>
        {
            var at = now.Places.ToList().FindIndex(p => p.MediaId == old);
            var bytes = await rows.MediaItems.Where(m => m.Id == old || m.Id == made).ToDictionaryAsync(m => m.Id, m => m.Sha256, ct);
            if (at < 0 || bytes.Count < 2)
                return Problem.NotFound("Content.PartGone");
            // the whole picture was kept
            if (bytes[old] is { } one && bytes[made] is { } other && one.SequenceEqual(other))
                return now;
            var others = networks.Union(now.Choices.Keys, StringComparer.Ordinal).Where(n => n != platform && GotBy(now, n).Contains(old)).ToList();
            return platform is not null && others.Count > 0 ? Beside(now, at, made, platform, others) : Instead(now, at, made, platform);
        }, ct);
    }

    /// <summary>Undoes an exchange, as long as nobody has changed the files since.</summary>
    public Task<Result<FilesExchanged>> PutBackAsync(Guid postId, int expectedVersion, FilesExchanged done, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditPosts);
        return ChangeAsync(postId, expectedVersion, (_, now) => Task.FromResult(now.Says(done.After) ? (Result<PostFiles>)done.Before : Problem.Conflict("Content.UndoTooLate")), ct);
    }

    private static IReadOnlyList<Guid> GotBy(PostFiles files, string network) => files.Choices.GetValueOrDefault(network) ?? [.. files.Places.Select(p => p.MediaId)];

    private static PostFiles Instead(PostFiles now, int at, Guid made, string? platform)
    {
        var old = now.Places[at].MediaId;
        var choices = now.Choices.ToDictionary(c => c.Key, c => c.Value is { } own ? Swapped(own, old, made, c.Key == platform) : null);
        return new([.. now.Places.Select((p, n) => n == at ? p with { MediaId = made } : p).Where((p, n) => n == at || p.MediaId != made)], choices);
    }

    private static Result<PostFiles> Beside(PostFiles now, int at, Guid made, string platform, List<string> others)
    {
        List<MediaPlace> places = [.. now.Places.Where(p => p.MediaId != made)];
        places.Insert(places.FindIndex(p => p.MediaId == now.Places[at].MediaId) + 1, now.Places[at] with { MediaId = made });
        if (places.Count > PostEditor.MostMedia)
            return Problem.Invalid("Media", "Content.TooManyMedia", PostEditor.MostMedia);
        var choices = now.Choices.ToDictionary();
        foreach (var network in others)
            choices[network] = [.. GotBy(now, network)];
        choices[platform] = Swapped(GotBy(now, platform), now.Places[at].MediaId, made, true);
        return new PostFiles(places, choices);
    }

    /// <param name="adds">Also where the old one was none of them.</param>
    private static Guid[] Swapped(IReadOnlyList<Guid> own, Guid old, Guid made, bool adds) =>
        own.Contains(old) ? [.. own.Select(id => id == old ? made : id).Distinct()] : adds && !own.Contains(made) ? [.. own, made] : [.. own];

    private async Task<Result<FilesExchanged>> ChangeAsync(Guid postId, int expectedVersion, Func<AppDb, PostFiles, Task<Result<PostFiles>>> change, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        var now = clock.GetUtcNow();
        var edits = new PostEdits(rows, actor, now);
        var found = await edits.FindAsync(postId, expectedVersion, ct);
        if (!found.Ok)
            return found.Problem;
        var (post, wasDraft) = (found.Value, found.Value.Status is PostStatus.Draft);
        var placed = await rows.PostMedia.AsNoTracking().Where(m => m.PostId == postId).OrderBy(m => m.Position).Select(m => new MediaPlace(m.MediaId, m.AltText)).ToListAsync(ct);
        var variants = await rows.PostVariants.Where(v => v.PostId == postId).ToListAsync(ct);
        var before = new PostFiles(placed, variants.ToDictionary(v => v.Platform, v => v.MediaIds));
        var wanted = await change(rows, before);
        if (!wanted.Ok)
            return wanted.Problem;
        if (wanted.Value.Says(before))
            return new FilesExchanged(expectedVersion, before, before);
        await PostMediaList.PutAsync(rows, actor.TenantId, postId, wanted.Value.Places, now, ct);
        foreach (var network in wanted.Value.Choices.Keys.Where(k => !before.Choices.ContainsKey(k)))
            variants.Add(rows.PostVariants.Add(new PostVariant(actor.TenantId, Ids.New(now), postId, network)).Entity);
        foreach (var variant in variants)
            variant.MediaIds = wanted.Value.Choices.GetValueOrDefault(variant.Platform);
        post.Changed(now);
        await edits.KeepVersionAsync(post, wasDraft, ct);
        if (await edits.SaveAsync(ct) is { } problem)
            return problem;
        changes.Notify(actor.TenantId, ChangeTopics.Posts);
        if (edits.Told)
            changes.Notify(actor.TenantId, ChangeTopics.Notifications);
        return new FilesExchanged(post.Version, before, wanted.Value);
    }
}
