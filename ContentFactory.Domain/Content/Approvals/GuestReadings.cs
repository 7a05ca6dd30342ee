using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Content.Openings;
using ContentFactory.Domain.Media;
using ContentFactory.Domain.Media.Previews;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Content.Approvals;

/// <summary>Gathers what a guest is shown.</summary>
public sealed class GuestReadings(MediaTokens tokens, MediaOptions media, TimeProvider clock)
{
    internal async Task<GuestPost> ReadAsync(AppDb rows, FoundLink found, CancellationToken ct)
    {
        var (link, company) = (found.Link, found.Company);
        var state = LinkStates.Of(link, found.Post, clock.GetUtcNow());
        return new(
            state, company.Name, company.LogoMediaId is { } logo ? AddressOf(rows, logo) : null, await rows.NameOfAsync(link.CreatedBy, ct), link.Recipient, link.Note, link.ExpiresAt, found.ZoneId,
            link.Decision, link.GuestName, link.Comment, link.DecidedAt, state is LinkState.Open ? await ReadingAsync(rows, found, ct) : null);
    }

    private async Task<GuestReading> ReadingAsync(AppDb rows, FoundLink found, CancellationToken ct)
    {
        var post = found.Post;
        var variants = await rows.PostVariants.AsNoTracking().Where(v => v.PostId == post.Id && (v.Text != null || v.FirstComment != null)).OrderBy(v => v.Platform).ToListAsync(ct);
        var channels = await rows.Channels.AsNoTracking().Where(c => c.CompanyId == post.CompanyId && c.Status != ChannelStatus.Disconnected).OrderBy(c => c.Platform).ThenBy(c => c.DisplayName)
            .Select(c => new GuestChannel(c.Platform, c.Handle ?? c.DisplayName)).ToListAsync(ct);
        var test = await HookTests.ReadAsync(rows, post.Id, ct);
        return new(
            post.Title, post.FullText, [.. variants.Select(v => TextOf(v, post))], await MediaAsync(rows, post.Id, ct), test is { Runs: true } ? test.Openings : [], channels,
            post.ApprovedVersion == post.Version ? 1 : 0, found.Company.RequiredApprovals);
    }

    private static GuestNetworkText TextOf(PostVariant variant, Post post) =>
        new(variant.Platform, variant.ThreadParts is { Length: > 0 } parts ? parts : [variant.Text ?? post.FullText], variant.FirstComment);

    private async Task<IReadOnlyList<GuestMedium>> MediaAsync(AppDb rows, Guid postId, CancellationToken ct)
    {
        var found = await (from place in rows.PostMedia
                           join item in rows.MediaItems on place.MediaId equals item.Id
                           where place.PostId == postId
                           orderby place.Position
                           select new
                           {
                               item.Id, item.Kind, item.FileName, place.AltText,
                               Small = rows.MediaRenditions.Where(r => r.MediaId == item.Id && r.Purpose == MediaPurpose.Thumb).Select(r => (Guid?)r.Id).FirstOrDefault(),
                           }).ToListAsync(ct);
        return [.. found.Select(m => new GuestMedium(m.Kind, AddressOf(rows, m.Id), m.Small is { } small ? AddressOf(rows, small) : null, m.FileName, m.AltText))];
    }

    private string AddressOf(AppDb rows, Guid mediaId) => "/media/" + tokens.Make(rows.TenantId, mediaId, clock.GetUtcNow() + media.LinkLifetime);
}
