using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Content.Openings;
using ContentFactory.Domain.Media;
using ContentFactory.Domain.Media.Previews;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Content.Approvals;

/// <summary>Gathers what a guest is shown.</summary>
public sealed class GuestReadings(MediaTokens tokens, TimeProvider clock)
{
    // a page that stays open longer is loaded anew; a link that was taken back shows its files no longer than this
    private static readonly TimeSpan FilesLast = TimeSpan.FromHours(1);

    internal async Task<GuestPost> ReadAsync(AppDb rows, FoundLink found, CancellationToken ct)
    {
        var (link, company) = (found.Link, found.Company);
        var state = LinkStates.Of(link, found.Post, clock.GetUtcNow());
        return new(
            state, company.Name, company.LogoMediaId is { } logo ? AddressOf(rows, logo, Soon) : null, await rows.NameOfAsync(link.CreatedBy, ct), link.Recipient, link.Note, link.ExpiresAt, found.ZoneId,
            link.Decision, link.GuestName, link.Comment, link.DecidedAt, state is LinkState.Open ? await ReadingAsync(rows, found, ct) : null);
    }

    private async Task<GuestReading> ReadingAsync(AppDb rows, FoundLink found, CancellationToken ct)
    {
        var post = found.Post;
        var variants = await rows.PostVariants.AsNoTracking().Where(v => v.PostId == post.Id && (v.Text != null || v.FirstComment != null || v.MediaIds != null || v.CoverMediaId != null)).OrderBy(v => v.Platform).ToListAsync(ct);
        var channels = await rows.Channels.AsNoTracking().Where(c => c.CompanyId == post.CompanyId && c.Status != ChannelStatus.Disconnected).OrderBy(c => c.Platform).ThenBy(c => c.DisplayName)
            .Select(c => new GuestChannel(c.Platform, c.Handle ?? c.DisplayName)).ToListAsync(ct);
        var test = await HookTests.ReadAsync(rows, post.Id, ct);
        var files = await MediaAsync(rows, found.Link, ct);
        var covers = await CoversAsync(rows, found.Link, [post.CoverMediaId, .. variants.Select(v => v.CoverMediaId)], ct);
        return new(
            post.Title, post.FullText, [.. variants.Select(v => TextOf(v, post, files) with { Cover = Of(v.CoverMediaId) })], [.. files.Select(f => f.Shown)], test is { Runs: true } ? test.Openings : [], channels,
            post.ApprovedVersion == post.Version ? 1 : 0, found.Company.RequiredApprovals, PostWords.Of(PostEdits.ContentOf(post)).LinkBelow)
        {
            Cover = Of(post.CoverMediaId),
        };

        GuestMedium? Of(Guid? cover) => cover is { } id ? covers.GetValueOrDefault(id) : null;
    }

    private static GuestNetworkText TextOf(PostVariant variant, Post post, IReadOnlyList<(Guid Id, GuestMedium Shown)> files) =>
        new(variant.Platform, variant.ThreadParts is { Length: > 0 } parts ? parts : [variant.Text ?? post.FullText], variant.FirstComment,
            variant.MediaIds is { } own ? [.. own.SelectMany(id => files.Where(f => f.Id == id)).Select(f => f.Shown.Name)] : null) { IsOwn = variant.Text is not null };

    private async Task<IReadOnlyList<(Guid Id, GuestMedium Shown)>> MediaAsync(AppDb rows, ApprovalLink link, CancellationToken ct)
    {
        var found = await (from place in rows.PostMedia
                           join item in rows.MediaItems on place.MediaId equals item.Id
                           where place.PostId == link.PostId
                           orderby place.Position
                           select new
                           {
                               item.Id, item.Kind, item.FileName, place.AltText,
                               Small = rows.MediaRenditions.Where(r => r.MediaId == item.Id && r.Purpose == MediaPurpose.Thumb).Select(r => (Guid?)r.Id).FirstOrDefault(),
                           }).ToListAsync(ct);
        var until = Soon < link.ExpiresAt ? Soon : link.ExpiresAt;
        return [.. found.Select(m => (m.Id, new GuestMedium(m.Kind, AddressOf(rows, m.Id, until), m.Small is { } small ? AddressOf(rows, small, until) : null, m.FileName, m.AltText)))];
    }

    private async Task<Dictionary<Guid, GuestMedium>> CoversAsync(AppDb rows, ApprovalLink link, IReadOnlyList<Guid?> wanted, CancellationToken ct)
    {
        var ids = wanted.OfType<Guid>().Distinct().ToList();
        if (ids.Count == 0)
            return [];
        var found = await rows.MediaItems.Where(m => ids.Contains(m.Id)).Select(m => new { m.Id, m.Kind, m.FileName, m.AltText }).ToListAsync(ct);
        return found.ToDictionary(m => m.Id, m => new GuestMedium(m.Kind, AddressOf(rows, m.Id, Soon < link.ExpiresAt ? Soon : link.ExpiresAt), null, m.FileName, m.AltText));
    }

    private DateTimeOffset Soon => clock.GetUtcNow() + FilesLast;

    private string AddressOf(AppDb rows, Guid mediaId, DateTimeOffset until) => "/media/" + tokens.Make(rows.TenantId, mediaId, until);
}
