using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Publishing.Commenting;

/// <summary>A network that takes comments and shows them.</summary>
public sealed class CommentDomain : PublishingDomain
{
    internal static readonly CancellationToken None = CancellationToken.None;

    internal Commenter Commenter => Services.GetRequiredService<Commenter>();

    internal CommentQueue Comments => Services.GetRequiredService<CommentQueue>();

    public override async Task InitializeAsync()
    {
        (Platform.CommentLength, Platform.ReadsComments) = (300, true);
        await base.InitializeAsync();
    }

    /// <summary>A tenant with one post that is about to go out, and a comment to follow it.</summary>
    internal async Task<CommentRig> PlanAsync(string slug, string? words = "Order here", int delay = 0)
    {
        var tenant = await AddTenantAsync(slug);
        var channel = await AddChannelAsync(tenant);
        var post = await AddPostAsync(tenant);
        if (words is not null)
            await tenant.DbAsync(async db =>
            {
                var variant = new PostVariant(tenant.Id, Ids.New(Clock.GetUtcNow()), post, ScriptedPlatform.Name);
                variant.Comment(words, delay);
                db.PostVariants.Add(variant);
                return await db.SaveChangesAsync();
            });
        Platform.Answer(tenant, "News", new(PublishKind.Published, $"{slug}-1", $"https://t.example/{slug}", [$"{slug}-1", $"{slug}-2"]));
        return new(this, tenant, channel, post, await AddDueAsync(tenant, channel, post));
    }

    /// <summary>The same with its post out.</summary>
    internal async Task<CommentRig> PublishAsync(string slug, string? words = "Order here", int delay = 0)
    {
        var rig = await PlanAsync(slug, words, delay);
        await Publisher.PublishDueAsync(None);
        Assert.Equal(PublicationState.Published, (await PublicationAsync(rig.Tenant, rig.Id)).State);
        return rig;
    }
}

internal sealed record CommentRig(CommentDomain Domain, TestTenant Tenant, Guid ChannelId, Guid PostId, Guid Id)
{
    public const string RefusedNotice = "Publishing.Notice_CommentRefused";
    public const string UnknownNotice = "Publishing.Notice_CommentUnknown";

    public string Account => $"News@{Tenant.Slug}";

    public int Calls => Domain.Platform.Commented.Count(c => c.Account == Account);

    public void Answers(CommentKind kind, TimeSpan? retryAfter = null, Problem? reason = null) => Domain.Platform.Commenting[Account] = _ => Task.FromResult(new CommentOutcome(kind, Reason: reason, RetryAfter: retryAfter));

    public void AnswersWell() => Domain.Platform.Commenting.TryRemove(Account, out _);

    public void Shows(CommentLook look) => Domain.Platform.CommentLooks[Account] = look;

    public Task<int> RunAsync() => Domain.Commenter.CommentDueAsync(CommentDomain.None);

    /// <summary>Time passes in steps, and what comes due is done.</summary>
    public async Task PassAsync(TimeSpan time, TimeSpan step)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += step)
        {
            await Domain.AdvanceAsync(step);
            await RunAsync();
        }
    }

    public Task<FirstComment?> RowAsync() => Tenant.DbAsync(db => db.FirstComments.AsNoTracking().SingleOrDefaultAsync(c => c.PublicationId == Id));

    public async Task<FirstCommentState?> StateAsync() => (await RowAsync())?.State;

    public Task<Result> SendAgainAsync(MemberRole role = MemberRole.Approver) => Tenant.AsAsync<FirstComments, Result>(role, c => c.SendAgainAsync(Id, CommentDomain.None));

    public Task<Result> ThereAsync(MemberRole role = MemberRole.Approver) => Tenant.AsAsync<FirstComments, Result>(role, c => c.SettleAsSentAsync(Id, CommentDomain.None));

    public Task<List<Guid>> ToldAsync(string notice) => Tenant.DbAsync(db => db.Notifications.Where(n => n.TextKey == notice && n.Link == $"publications/{Id}" && n.ReadAt == null).Select(n => n.PersonId).ToListAsync());

    public async Task<FirstCommentLine> LineAsync() => (await Tenant.AsAsync<PublicationQueries, PublicationDetail?>(MemberRole.Viewer, q => q.FindAsync(Id, CommentDomain.None)))!.Comment!;
}
