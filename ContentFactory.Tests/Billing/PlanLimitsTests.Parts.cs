using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Ai.Costs;
using ContentFactory.Domain.Ai.Makers;
using ContentFactory.Domain.Ai.Roles;
using ContentFactory.Domain.Analytics.Home;
using ContentFactory.Domain.Media;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.Sandbox;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Access;
using ContentFactory.Tests.Ai.Makers;
using ContentFactory.Tests.Media;
using ContentFactory.Tests.Platforms.Sandbox;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Tests.Billing;

public sealed partial class PlanLimitsTests
{
    private const int Document = 100_000;

    /// <summary>A tenant on a plan that has room for some more, but not for a hundred.</summary>
    private async Task<TestTenant> AlmostFullAsync(PlanPart part)
    {
        var plan = part switch { PlanPart.Channels => "growth", PlanPart.Members => "double", _ => "free" };
        var tenant = await (await DomainOf(part).AddTenantAsync($"limit-{Interlocked.Increment(ref tenants)}")).OnPlanAsync(plan);
        if (part is PlanPart.Posts)
            await publishing.SystemSqlAsync("update plans set posts_per_month = 30 where code = 'free'");
        if (part is PlanPart.Storage)
            await tenant.DbAsync(db =>
            {
                var (id, now) = (Ids.New(media.Clock), media.Clock.GetUtcNow());
                db.MediaItems.Add(new MediaItem(tenant.Id, id, null, MediaKind.Video, "old.mp4", "video/mp4", (1L << 30) - (3 * Document) - 10,
                    Domain.Media.Stores.FilePlace.OnDisk(MediaFiles.KeyOf(tenant.Id, id, ".mp4", now)), Guid.Empty, now));
                return db.SaveChangesAsync();
            });
        return tenant;
    }

    private Task<Attempts> TriesOf(PlanPart part, TestTenant tenant) => part switch
    {
        PlanPart.Channels => ChannelsAsync(tenant),
        PlanPart.Posts => PostsAsync(tenant),
        PlanPart.Ai => Task.FromResult(Requests(tenant)),
        PlanPart.Storage => FilesAsync(tenant),
        PlanPart.Members => MembersAsync(tenant),
    };

    private async Task<Attempts> ChannelsAsync(TestTenant tenant)
    {
        var bots = new List<OpenedSandbox>();
        for (var i = 0; i < Tries; i++)
            bots.Add(await network.OpenBotAsync(tenant));
        return new([.. bots.Select(bot => (Func<Task<Problem?>>)(async () => Fault(await network.ConnectAsync(tenant, bot))))], 4, () => tenant.DbAsync(db => db.Channels.CountAsync()));
    }

    private async Task<Attempts> PostsAsync(TestTenant tenant)
    {
        var (channel, posts) = (await publishing.AddChannelAsync(tenant), new List<Guid>());
        for (var i = 0; i < Tries; i++)
            posts.Add(await publishing.AddPostAsync(tenant));
        var day = DateOnly.FromDateTime(publishing.Clock.GetUtcNow().UtcDateTime).AddDays(1);
        return new([.. posts.Select((post, n) => (Func<Task<Problem?>>)(async () => Fault(await tenant.AsAsync<PostSchedule, Result<IReadOnlyList<PlannedPublication>>>(
            MemberRole.Approver, s => s.ScheduleAsync(new(post, [new(channel, day, new TimeOnly(10, 0).AddMinutes(n))]), default)))))], 30, () => tenant.DbAsync(db => db.Publications.CountAsync()));
    }

    /// <summary>A thousand tokens out cost a cent of the plan's fifty.</summary>
    private static Attempts Requests(TestTenant tenant)
    {
        var purpose = new AiPurpose(AiKind.Draft, AiRole.Copywriter, 0, tenant.CompanyId, null);
        Func<Task<Problem?>> one = async () => Fault(await tenant.AsAsync<AiLedger, Result<OpenRequest>>(
            MemberRole.Editor, l => l.OpenAsync(purpose, new ModelOffer(ModelOffer.Anthropic, AiDomain.Claude), 0, 1_000, default)));
        return new([.. Enumerable.Repeat(one, Tries)], 50, async () => (await tenant.RequestsAsync()).Count);
    }

    private static async Task<Attempts> FilesAsync(TestTenant tenant)
    {
        var content = new byte[Document];
        Samples.Pdf().CopyTo(content, 0);
        var uploads = new List<(MemberRole By, Guid Id)>();
        for (var i = 0; i < Tries; i++)
        {
            // one person has at most fifty under way
            var by = i % 2 == 0 ? MemberRole.Editor : MemberRole.Approver;
            var id = (await tenant.AsAsync<MediaUploads, Result<Guid>>(by, m => m.BeginAsync($"{i}.pdf", content.Length))).Value;
            await tenant.AsAsync<MediaUploads, Result<long>>(by, m => m.AppendAsync(id, 0, new MemoryStream(content)));
            uploads.Add((by, id));
        }
        return new([.. uploads.Select(u => (Func<Task<Problem?>>)(async () => Fault(await tenant.AsAsync<MediaUploads, Result<Guid>>(u.By, m => m.CompleteAsync(u.Id)))))], 3,
            () => tenant.DbAsync(db => db.MediaItems.CountAsync(m => m.Size == Document)));
    }

    private async Task<Attempts> MembersAsync(TestTenant tenant)
    {
        var (invited, before) = (await team.InvitedAsync(tenant, Tries), await tenant.DbAsync(db => db.Members.CountAsync()));
        return new([.. invited.Select(one => (Func<Task<Problem?>>)(async () => Fault(await team.AcceptAsync(one.Token, one.PersonId))))], 1,
            async () => await tenant.DbAsync(db => db.Members.CountAsync()) - before);
    }

    private static Problem? Fault<T>(Result<T> result) => result.Ok ? null : result.Problem;
}
