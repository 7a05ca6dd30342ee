using System.Globalization;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Media;
using ContentFactory.Domain.Platforms.Sandbox;
using ContentFactory.Domain.Publishing;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Web.Demo;

/// <summary>A post of the demo as it was written, with its publication if it has one.</summary>
internal sealed record WrittenPost(DemoPost Demo, Guid PostId, Guid? PublicationId);

/// <summary>
/// Writes the demo's posts as its people would: written, made ready, approved, planned or sent, all through the verbs of the pages.
/// Past posts really go out now; <see cref="DemoPast"/> dates them back afterwards.
/// </summary>
internal sealed class DemoPosts(DemoStudio studio, DemoPictures pictures, DemoBusiness business, TimeProvider clock)
{
    private const int ManyADay = 100;
    private const int OrdinaryDay = 8;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public async Task<IReadOnlyList<WrittenPost>> WriteAsync(DemoStage stage, Guid companyId, Guid channelId, CancellationToken ct)
    {
        await business.PaceAsync(stage, ManyADay, ct);
        await business.LimitAsync(stage, channelId, ManyADay, ct);
        var media = await pictures.EnsureAsync(stage, companyId, ct);
        var written = new List<WrittenPost>();
        foreach (var demo in studio.Posts)
        {
            if (demo.Plan == "failed")
                await BreakAsync(stage, true, channelId, ct);
            var postId = await PrepareAsync(stage, companyId, demo, media, ct);
            written.Add(new(demo, postId, await PublishAsync(stage, channelId, postId, demo, ct)));
            if (demo.Plan == "failed")
                await BreakAsync(stage, false, channelId, ct);
        }
        await GenerateAsync(stage, companyId, ct);
        await SettledAsync(stage, ct);
        await business.LimitAsync(stage, channelId, OrdinaryDay, ct);
        return written;
    }

    private static async Task<Guid> PrepareAsync(DemoStage stage, Guid companyId, DemoPost demo, IReadOnlyDictionary<string, Guid> media, CancellationToken ct)
    {
        var type = demo.Picture is null ? PostType.TextPost : PostType.Image;
        var postId = await stage.DoAsync<PostEditor, Guid>(Role.Editor, editor => editor.CreateAsync(new NewPost(companyId, type, new PostContent(demo.Title, demo.Text, demo.Hashtags)), ct));
        var version = await stage.RowsAsync(rows => rows.Posts.Where(p => p.Id == postId).Select(p => p.Version).SingleAsync(ct), ct);
        if (demo.Picture is { } picture)
            version = await stage.DoAsync<PostEditor, int>(Role.Editor, editor => editor.SetMediaAsync(postId, version, [new MediaPlace(media[picture], demo.Alt)], ct));
        if (demo.Plan is "draft" or "broken")
            return postId;
        await stage.DoAsync<PostEditor>(Role.Editor, editor => editor.MakeReadyAsync(postId, version, ct));
        if (demo.Plan is "rejected")
            await stage.DoAsync<PostApproval>(Role.Approver, approval => approval.RejectAsync(postId, demo.Comment!, ct));
        else if (demo.Plan is not "ready")
            await stage.DoAsync<PostApproval>(Role.Approver, approval => approval.ApproveAsync(postId, version, ct));
        if (demo.Plan is "archived")
            await stage.DoAsync<PostEditor>(Role.Editor, editor => editor.ArchiveAsync(postId, ct));
        return postId;
    }

    private async Task<Guid?> PublishAsync(DemoStage stage, Guid channelId, Guid postId, DemoPost demo, CancellationToken ct)
    {
        if (demo.Plan is "past" or "failed")
            return (await stage.DoAsync<PostSchedule, IReadOnlyList<PlannedPublication>>(Role.Owner, schedule => schedule.PublishNowAsync(postId, [channelId], ct)))[0].PublicationId;
        if (demo.Plan is not ("planned" or "soon" or "unknown" or "held" or "cancelled"))
            return null;
        var at = PlannedTime.Of(TimeOf(demo), studio.Tenant.Zone);
        var planned = await stage.DoAsync<PostSchedule, IReadOnlyList<PlannedPublication>>(Role.Owner, schedule => schedule.ScheduleAsync(new(postId, [new(channelId, at.Date, at.Time)]), ct));
        if (demo.Plan is "cancelled")
            await stage.DoAsync<PostSchedule>(Role.Owner, schedule => schedule.CancelAsync(planned[0].PublicationId, ct));
        return planned[0].PublicationId;
    }

    /// <summary>When a planned post is due; those whose plan lies in the past stand on tomorrow until they are dated back.</summary>
    private DateTimeOffset TimeOf(DemoPost demo)
    {
        var now = clock.GetUtcNow();
        var today = LocalDay.At(now, studio.Tenant.Zone);
        return demo switch
        {
            { Plan: "soon" } => now.AddMinutes(3),
            { Plan: "planned", Time: ['+', .. var hours] } => now.AddHours(int.Parse(hours, CultureInfo.InvariantCulture)),
            { Plan: "planned" } => PlannedTime.At(today.AddDays(demo.Day), TimeOnly.Parse(demo.Time!, CultureInfo.InvariantCulture), studio.Tenant.Zone).Instant,
            _ => PlannedTime.At(today.AddDays(1), new TimeOnly(15, 0), studio.Tenant.Zone).Instant,
        };
    }

    /// <summary>Takes the bot's right to post, or gives it back and checks the channel, once all that was sent has an answer.</summary>
    private async Task BreakAsync(DemoStage stage, bool broken, Guid channelId, CancellationToken ct)
    {
        await SettledAsync(stage, ct);
        var account = await stage.RowsAsync(rows => rows.Channels.Where(c => c.Id == channelId).Select(c => c.AccountId).SingleAsync(ct), ct);
        var botId = (await stage.AsAsync<SandboxBots, SandboxState?>(Role.Editor, bots => bots.OfChatAsync(SandboxIdentity.NumberOf(account)!.Value, ct)))!.BotId;
        await stage.DoAsync<SandboxBots>(Role.Editor, bots => bots.SetAdministratorAsync(botId, !broken, ct));
        if (!broken)
            await stage.DoAsync<ChannelCare, ConnectedChannel>(Role.Owner, care => care.CheckNowAsync(channelId, ct));
    }

    /// <summary>The queue has answered for everything that is due.</summary>
    public async Task SettledAsync(DemoStage stage, CancellationToken ct)
    {
        var began = clock.GetTimestamp();
        while (await stage.RowsAsync(rows => rows.Publications.AnyAsync(
            p => p.State == PublicationState.Leased || p.State == PublicationState.Sending || (p.State == PublicationState.Scheduled && p.DueAt <= clock.GetUtcNow()), ct), ct))
        {
            if (clock.GetElapsedTime(began) > Patience)
                throw new InvalidOperationException("The demo's posts did not go out.");
            await Task.Delay(Look, clock, ct);
        }
    }

    /// <summary>One draft from the best idea of each topic.</summary>
    private async Task GenerateAsync(DemoStage stage, Guid companyId, CancellationToken ct)
    {
        var ideas = await stage.RowsAsync(rows => rows.TrendItems.Where(i => i.TopicId != null).OrderByDescending(i => i.Score).Select(i => new { i.Id, i.TopicId, i.Language }).ToListAsync(ct), ct);
        foreach (var idea in ideas.DistinctBy(i => i.TopicId))
            await stage.DoAsync<DraftGenerator, Guid>(Role.Editor, generator => generator.GenerateAsync(
                new GenerateDraft(companyId, [idea.Id], CallToAction: idea.Language == "ru" ? studio.CallToAction : null), ct));
    }
}
