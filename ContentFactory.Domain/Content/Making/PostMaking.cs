using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.LongWork;
using ContentFactory.Domain.Media.Logos;
using ContentFactory.Domain.Media.Making;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Content.Making;

/// <summary>What can be made of a post here.</summary>
/// <param name="Fitting">Layouts that its text has words for, the best first.</param>
/// <param name="NoCards">Why no picture can be made on this server; null where one can.</param>
/// <param name="NoShorts">Why no short can be made; null where one can.</param>
/// <param name="Words">What an order to an outside maker begins with.</param>
public sealed record MakingOffer(Guid CompanyId, IReadOnlyList<CardLayout> Fitting, string Language, Problem? NoCards, Problem? NoShorts, OrderWords Words);

/// <summary>What a post gives to orders.</summary>
/// <param name="Picture">What is to be seen in a picture.</param>
/// <param name="Speech">What is to be spoken.</param>
/// <param name="Film">What is to be seen in a video.</param>
public sealed record OrderWords(string Picture, string Speech, string Film);

/// <summary>Cards and shorts out of a post, in the colours of its company.</summary>
public sealed class PostMaking(Db db, Actor actor, MakingOrders orders, CardMaker cards, CompanyLogos logos, MakingFolders folders)
{
    public const int PreviewWidth = 540;
    private const int LongestDescription = 600;

    public async Task<Result<MakingOffer>> OfferAsync(Guid postId, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditPosts);
        return await ReadAsync(postId, ct) is { } read
            ? new MakingOffer(read.Source.CompanyId, cards.Fitting(read.Source.Story), read.Source.Story.Language, orders.MissingForCards, orders.MissingForShorts, read.Words) : Problem.NotFound("Content.PostGone");
    }

    /// <summary>The card as it would be, smaller, as PNG; nothing of it is kept.</summary>
    public async Task<Result<byte[]>> PreviewAsync(Guid postId, CardChoice choice, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditPosts);
        if (await ReadAsync(postId, ct) is not { } read)
            return Problem.NotFound("Content.PostGone");
        return await folders.OnceAsync(async folder =>
        {
            var of = read.Source;
            var drawn = await cards.MakeAsync(of.Story, choice, of.Brand, await logos.DrawAsync(of.LogoId, folder, ct), folder, PreviewWidth, ct);
            return drawn.Ok ? (Result<byte[]>)await File.ReadAllBytesAsync(drawn.Value, ct) : drawn.Problem;
        });
    }

    /// <returns>The id of the work.</returns>
    public async Task<Result<Guid>> CardAsync(Guid postId, CardChoice choice, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditPosts);
        return await ReadAsync(postId, ct) is { } read ? await orders.CardAsync(read.Source, choice, ct) : Problem.NotFound("Content.PostGone");
    }

    /// <returns>The id of the work.</returns>
    public async Task<Result<Guid>> ShortAsync(Guid postId, bool music, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditPosts);
        return await ReadAsync(postId, ct) is { } read ? await orders.ShortAsync(read.Source, music, ct) : Problem.NotFound("Content.PostGone");
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
        var brand = BrandColours.Of(company.Id, company.BrandPrimary, company.BrandSecondary);
        return new(new(postId, $"content/{postId}", company.Id, story, brand, company.LogoMediaId, post.Title.Length > 0 ? post.Title : company.Name), WordsOf(post));
    }

    /// <summary>Where nobody has described a picture or a video, the beginning of the text does.</summary>
    private static OrderWords WordsOf(Post post)
    {
        var told = PlainText.Cut(string.Join('\n', new[] { post.Title, post.Text }.Where(t => t.Length > 0)), LongestDescription);
        var picture = Said(post.ImagePrompt) ?? told;
        return new(picture, post.Text, Said(post.VideoPrompt) ?? Said(post.MiniScript) ?? picture);
    }

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private sealed record Told(MakingSource Source, OrderWords Words);
}
