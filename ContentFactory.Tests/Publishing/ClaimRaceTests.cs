using System.Collections.Concurrent;
using System.Diagnostics;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Tests.Publishing;

/// <summary>People change, cancel and move a thousand planned posts while four nodes claim them: what was done before a claim counts for it.</summary>
public sealed class ClaimRaceTests(PublishingDomain domain) : IClassFixture<PublishingDomain>
{
    private const int Races = 1000;
    private const int Channels = 50;

    [Fact]
    public async Task Edit_cancel_and_move_win_until_the_claim()
    {
        var random = new Random(20261128);
        var tenant = await domain.AddTenantAsync("races");
        var due = await AddAsync(tenant);
        var verbs = new ConcurrentDictionary<Guid, Verb>();
        var claimed = new ConcurrentDictionary<Guid, long>();
        var people = due.OrderBy(_ => random.Next()).Chunk(Races / 4).Select(part => ActAsync(tenant, part, verbs));

        await Task.WhenAll([.. people, .. Enumerable.Range(0, 4).Select(_ => ClaimAllAsync(claimed, () => verbs.Count == Races))]);

        var sent = domain.Platform.Calls.ToLookup(c => int.Parse(c.Text.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), c => c.Text);
        Assert.All(due, d =>
        {
            var (verb, texts) = (verbs[d.PublicationId], sent[d.Number].ToList());
            Assert.True(texts.Count <= 1, $"{d.Number} was sent {texts.Count} times");
            if (texts is not [var text])
                return;
            Assert.StartsWith("old ", text, StringComparison.Ordinal);
            // what was cancelled or moved was not claimed; an edit may also come after its post
            Assert.False(verb.Done && (verb.Kind != 0 || claimed[d.PublicationId] > verb.EndedAt), $"{d.Number} was sent although {(verb.Kind == 0 ? "edited" : verb.Kind == 1 ? "cancelled" : "moved")} before its claim");
        });
        // both sides won often, or nothing raced
        Assert.True(domain.Platform.Calls.Count > Races / 20, $"{domain.Platform.Calls.Count} were sent");
        Assert.True(verbs.Values.Count(v => v.Done) > Races / 20, $"{verbs.Values.Count(v => v.Done)} verbs were done");
    }

    private async Task<List<Due>> AddAsync(TestTenant tenant)
    {
        var channels = new List<Guid>();
        for (var n = 0; n < Channels; n++)
            channels.Add(await domain.AddChannelAsync(tenant, $"News {n}"));
        return await tenant.DbAsync(async db =>
        {
            var (now, added) = (domain.Clock.GetUtcNow(), new List<Due>());
            for (var n = 0; n < Races; n++)
            {
                var post = new Post(tenant.Id, Ids.New(now), tenant.CompanyId, PostType.TextPost, tenant.Person(MemberRole.Editor), now);
                post.Write(new PostContent($"Post {n}", $"old {n} text", ["one"]), now);
                Assert.True(post.MakeReady(now).Ok && post.Approve(tenant.Person(MemberRole.Owner), post.Version, now).Ok && post.Schedule(now).Ok);
                var planned = PlannedTime.Of(now.AddMinutes(-1), "Europe/Moscow");
                var publication = new Publication(tenant.Id, Ids.New(now), post.Id, channels[n % Channels], 0, planned, post.Version, tenant.Person(MemberRole.Editor), now);
                db.Posts.Add(post);
                db.Publications.Add(publication);
                added.Add(new(n, post.Id, publication.Id, post.Version));
            }
            await db.SaveChangesAsync();
            return added;
        });
    }

    private async Task ActAsync(TestTenant tenant, Due[] part, ConcurrentDictionary<Guid, Verb> verbs)
    {
        var later = PlannedTime.Of(domain.Clock.GetUtcNow().AddDays(2), "Europe/Moscow");
        foreach (var due in part)
        {
            var kind = due.Number % 3;
            var done = kind switch
            {
                0 => (await tenant.AsAsync<PostEditor, Result<int>>(MemberRole.Owner, e => e.SaveAsync(due.PostId, due.Version, new PostContent("Post", $"new {due.Number} text", ["one"])))).Ok,
                1 => (await tenant.AsAsync<PostSchedule, Result>(MemberRole.Owner, s => s.CancelAsync(due.PublicationId, default))).Ok,
                _ => (await tenant.AsAsync<PostSchedule, Result<PlannedPublication>>(MemberRole.Owner, s => s.MoveAsync(due.PublicationId, later.Date, later.Time, default))).Ok,
            };
            verbs[due.PublicationId] = new(kind, done, Stopwatch.GetTimestamp());
        }
    }

    private async Task ClaimAllAsync(ConcurrentDictionary<Guid, long> claimed, Func<bool> peopleAreDone)
    {
        while (true)
        {
            var last = peopleAreDone();
            var begun = Stopwatch.GetTimestamp();
            var batch = await domain.Queue.ClaimAsync(3, CancellationToken.None);
            foreach (var due in batch)
                claimed[due.Id] = begun;
            await domain.Publisher.RunAsync(batch, CancellationToken.None);
            if (last && batch.Count == 0)
                return;
        }
    }

    private sealed record Due(int Number, Guid PostId, Guid PublicationId, int Version);

    private sealed record Verb(int Kind, bool Done, long EndedAt);
}
