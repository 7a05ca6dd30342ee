using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.LongWork;
using ContentFactory.Domain.Media.Making;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Content.Making;

/// <summary>What can be made of a post here.</summary>
/// <param name="Fitting">Layouts that its text has words for, the best first.</param>
/// <param name="NoCards">Why no picture can be made on this server; null where one can.</param>
/// <param name="NoShorts">Why no short can be made; null where one can.</param>
public sealed record MakingOffer(IReadOnlyList<CardLayout> Fitting, string Language, Problem? NoCards, Problem? NoShorts);

/// <summary>Cards and shorts out of a post, in the colours of its company.</summary>
public sealed class PostMaking(Db db, Actor actor, MakingOrders orders, CardMaker cards, MakingFolders folders)
{
    public const int PreviewWidth = 540;

    public async Task<Result<MakingOffer>> OfferAsync(Guid postId, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditPosts);
        return await ReadAsync(postId, ct) is { } read
            ? new MakingOffer(cards.Fitting(read.Story), read.Story.Language, orders.MissingForCards, orders.MissingForShorts) : Problem.NotFound("Content.PostGone");
    }

    /// <summary>The card as it would be, smaller, as PNG; nothing of it is kept.</summary>
    public async Task<Result<byte[]>> PreviewAsync(Guid postId, CardChoice choice, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditPosts);
        if (await ReadAsync(postId, ct) is not { } read)
            return Problem.NotFound("Content.PostGone");
        return await folders.OnceAsync(async folder =>
        {
            var drawn = await cards.MakeAsync(read.Story, choice, read.Brand, folder, PreviewWidth, ct);
            return drawn.Ok ? (Result<byte[]>)await File.ReadAllBytesAsync(drawn.Value, ct) : drawn.Problem;
        });
    }

    /// <returns>The id of the work.</returns>
    public async Task<Result<Guid>> CardAsync(Guid postId, CardChoice choice, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditPosts);
        return await ReadAsync(postId, ct) is { } read
            ? await orders.CardAsync(postId, $"content/{postId}", read.CompanyId, read.Story, read.Brand, choice, read.Name, ct) : Problem.NotFound("Content.PostGone");
    }

    /// <returns>The id of the work.</returns>
    public async Task<Result<Guid>> ShortAsync(Guid postId, bool music, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditPosts);
        return await ReadAsync(postId, ct) is { } read
            ? await orders.ShortAsync(postId, $"content/{postId}", read.CompanyId, read.Story, read.Brand, music, read.Name, ct) : Problem.NotFound("Content.PostGone");
    }

    /// <summary>What is being made of a post or was just made.</summary>
    public Task<IReadOnlyList<LongTaskView>> UnderWayAsync(Guid postId, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewPosts);
        return orders.OfAsync(postId, ct);
    }

    private async Task<Told?> ReadAsync(Guid postId, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        if (await rows.Posts.AsNoTracking().SingleOrDefaultAsync(p => p.Id == postId, ct) is not { } post)
            return null;
        var company = await rows.Companies.AsNoTracking().Include(c => c.Voice).SingleAsync(c => c.Id == post.CompanyId, ct);
        var language = LanguageGuess.Of($"{post.Title}\n{post.Text}") ?? (company.Voice.Language is "ru" ? "ru" : "en");
        var handle = MediaStory.HostOf(post.Link) ?? MediaStory.HostOf(company.Website);
        var story = new MediaStory(post.Title, post.Hook, post.Text, post.CallToAction, company.Name, handle, language);
        return new(company.Id, story, BrandColours.Of(company.Id, company.BrandPrimary, company.BrandSecondary), post.Title.Length > 0 ? post.Title : company.Name);
    }

    private sealed record Told(Guid CompanyId, MediaStory Story, BrandColours Brand, string Name);
}
