using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Media;
using ContentFactory.Domain.Platforms.Sandbox;
using ContentFactory.Domain.Publishing;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Web.Demo;

/// <summary>The demo's channels beside its first one: a practice account of every other network, each with a post made for it.</summary>
internal sealed class DemoNetworks(DemoStudio studio, DemoPictures pictures, DemoPosts posts)
{
    /// <summary>The tenant works with all networks.</summary>
    public async Task ActivateAsync(DemoStage stage, CancellationToken ct)
    {
        var card = await stage.AsAsync<TenantProfile, TenantCard>(Role.Owner, profile => profile.ReadAsync(ct));
        if (card.Platforms.Length < SandboxIdentity.Platforms.Count)
            await stage.DoAsync<TenantProfile>(Role.Owner, profile => profile.EditAsync(
                new(card.Name, card.ZoneId, card.Language, card.Currency, card.Interests, [.. SandboxIdentity.Platforms], card.Version), ct));
    }

    public async Task FillAsync(DemoStage stage, Guid companyId, CancellationToken ct)
    {
        foreach (var post in studio.Networks)
        {
            var channelId = await ChannelAsync(stage, companyId, post.Network, ct);
            var postId = await PrepareAsync(stage, companyId, post, ct);
            var choices = new Dictionary<Guid, PublishChoices> { [channelId] = new(null, post.Options ?? []) };
            await stage.DoAsync<PostSchedule, IReadOnlyList<PlannedPublication>>(Role.Owner, schedule => schedule.PublishNowAsync(postId, [channelId], ct, choices: choices));
        }
        await posts.SettledAsync(stage, ct);
    }

    private static async Task<Guid> ChannelAsync(DemoStage stage, Guid companyId, string network, CancellationToken ct)
    {
        var there = await stage.RowsAsync(rows => rows.Channels.Where(c => c.Sandbox && c.Platform == network && c.Status != ChannelStatus.Disconnected).OrderBy(c => c.Id).Select(c => c.Id).FirstOrDefaultAsync(ct), ct);
        return there != Guid.Empty ? there : (await stage.DoAsync<SandboxChannels, ConnectedChannel>(Role.Owner, channels => channels.ConnectAsync(companyId, ct, network))).ChannelId;
    }

    private async Task<Guid> PrepareAsync(DemoStage stage, Guid companyId, DemoNetworkPost post, CancellationToken ct)
    {
        var type = Enum.Parse<PostType>(post.Type, ignoreCase: true);
        var postId = await stage.DoAsync<PostEditor, Guid>(Role.Editor, editor => editor.CreateAsync(new NewPost(companyId, type, new PostContent(post.Title, post.Text, post.Hashtags)), ct));
        var version = await stage.RowsAsync(rows => rows.Posts.Where(p => p.Id == postId).Select(p => p.Version).SingleAsync(ct), ct);
        if (post.File is { } file)
        {
            var media = await pictures.EnsureAsync(stage, companyId, file, ct);
            version = await stage.DoAsync<PostEditor, int>(Role.Editor, editor => editor.SetMediaAsync(postId, version, [new MediaPlace(media, post.Alt)], ct));
        }
        await stage.DoAsync<PostEditor>(Role.Editor, editor => editor.MakeReadyAsync(postId, version, ct));
        await stage.DoAsync<PostApproval>(Role.Approver, approval => approval.ApproveAsync(postId, version, ct));
        return postId;
    }
}
