using System.Runtime.CompilerServices;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Ai;
using ContentFactory.Domain.Ai.Writers;
using ContentFactory.Domain.Content.Templates;
using ContentFactory.Domain.Content.Variants;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Trends;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Content;

/// <param name="Language">"ru" or "en"; null takes the items' own, or the company's where they differ: without a model nothing is translated.</param>
/// <param name="TextLimit">For text and hashtags together; by default they fit under a picture in Telegram.</param>
public sealed record GenerateDraft(Guid CompanyId, IReadOnlyCollection<Guid> TrendItemIds, string? Language = null, string? CallToAction = null, int TextLimit = 1000)
{
    /// <summary>The networks that get a text of their own; null takes those of the company.</summary>
    public IReadOnlyCollection<string>? Platforms { get; init; }

    /// <summary>The form that the text takes; null leaves it to the writer.</summary>
    public Guid? TemplateId { get; init; }

    /// <summary>What people say for the template's own variables, as typed.</summary>
    public IReadOnlyDictionary<string, string>? TemplateValues { get; init; }

    /// <summary>The id that the post gets: where it stands already, nothing is written a second time.</summary>
    public Guid? PostId { get; init; }

    /// <summary>How the text opens; null leaves it to the writer.</summary>
    public HookKind? Hook { get; init; }

    public PostType Type { get; init; } = PostType.TextPost;

    /// <summary>Another take on the same items: other facts first, another opening.</summary>
    public int Take { get; init; }
}

/// <summary>A piece of a post that is being written: words to look at, and at the end the post or why there is none.</summary>
public sealed record GeneratedPiece(DraftWords? Words, Guid? PostId = null, Problem? Problem = null);

/// <summary>Writes a post from collected items in the company's voice. It lands as ready, with its sources named.</summary>
public sealed class DraftGenerator(Db db, DraftWriter writer, PlatformSet platforms, Actor actor, Changes changes, TimeProvider clock)
{
    /// <summary>Ideas that one post can be written from.</summary>
    public const int MostItems = 5;

    public async Task<Result<Guid>> GenerateAsync(GenerateDraft request, CancellationToken ct = default)
    {
        actor.Demand(Permission.GenerateDrafts);
        await foreach (var piece in PiecesAsync(request, ct))
            if (piece.Problem is { } problem)
                return problem;
            else if (piece.PostId is { } id)
                return id;
        throw new InvalidOperationException("A draft ended without an outcome.");
    }

    /// <summary>The words are a preview: only the whole answer is checked and saved. Leaving the loop stops the model, and there is no post; once the answer is whole it is saved all the same.</summary>
    public IAsyncEnumerable<GeneratedPiece> StreamAsync(GenerateDraft request, CancellationToken ct = default)
    {
        actor.Demand(Permission.GenerateDrafts);
        return PiecesAsync(request, ct);
    }

    private async IAsyncEnumerable<GeneratedPiece> PiecesAsync(GenerateDraft request, [EnumeratorCancellation] CancellationToken ct)
    {
        var ids = request.TrendItemIds.Distinct().ToList();
        var ask = await PrepareAsync(request, ids, ct);
        if (!ask.Ok)
        {
            yield return new(null, Problem: ask.Problem);
            yield break;
        }
        // what is asked of a model is counted for the post that will stand
        request = request with { PostId = request.PostId ?? Ids.New(clock.GetUtcNow()) };
        Composition? composed = null;
        await foreach (var piece in writer.StreamAsync(ask.Value, new WritingOccasion(request.CompanyId, request.PostId), ct))
        {
            if (piece.Words is not null || piece.Problem is not null)
                yield return new(piece.Words, Problem: piece.Problem);
            composed = piece.Done;
        }
        if (composed is null)
            yield break;
        // paid for, and whoever stops now comes too late: it must not be left open whether there is a post
        var saved = await SaveAsync(request, ids, composed, CancellationToken.None);
        yield return new(null, saved.Ok ? saved.Value : null, saved.Problem);
    }

    /// <summary>Holds no connection afterwards, while a model takes its time.</summary>
    private async Task<Result<CompositionRequest>> PrepareAsync(GenerateDraft request, List<Guid> ids, CancellationToken ct)
    {
        if (ids.Count is 0 or > MostItems)
            return Problem.Invalid(nameof(GenerateDraft.TrendItemIds), "Content.ChooseItems", MostItems);
        // said before a model is asked and paid
        if (PostCheck.Read(new PostContent("", "", [], CallToAction: request.CallToAction)).Problem is { } fault)
            return fault;
        await using var rows = await db.OpenAsync(ct);
        var company = await rows.Companies.AsNoTracking().Include(c => c.Voice).SingleOrDefaultAsync(c => c.Id == request.CompanyId && c.Status == CompanyStatus.Active, ct);
        if (company is null)
            return Problem.Invalid(nameof(GenerateDraft.CompanyId), "Content.CompanyMissing");
        var items = await rows.TrendItems.AsNoTracking().Where(i => ids.Contains(i.Id)).OrderByDescending(i => i.Score).ThenBy(i => i.Id).ToListAsync(ct);
        if (items.Count != ids.Count)
            return Problem.NotFound("Trends.ItemGone");
        if (request.Platforms?.FirstOrDefault(p => platforms.Find(p) is null) is not null)
            return Problem.Invalid(nameof(GenerateDraft.Platforms), "Content.PlatformUnknown");
        return await new DraftRequest(rows, platforms, clock.GetUtcNow()).OfAsync(request, company, items, ct);
    }

    private async Task<Result<Guid>> SaveAsync(GenerateDraft request, List<Guid> ids, Composition composed, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var content = PostCheck.Read(new PostContent(
            composed.Title, composed.Text, [.. composed.Hashtags], PlainText.Cut(composed.Hook, 1000), composed.CallToAction, null,
            composed.VideoIdea, composed.MiniScript, composed.ImagePrompt, composed.VideoPrompt));
        if (!content.Ok)
            return content.Problem;
        var post = new Post(actor.TenantId, request.PostId ?? Ids.New(now), request.CompanyId, request.Type, actor.PersonId, now);
        post.Write(content.Value, now);
        post.Propose(composed.Hooks);
        post.ComposedBy(composed.MadeBy, composed.Tokens, composed.Cost);
        post.MakeReady(now);
        await using var rows = await db.OpenAsync(ct);
        await using var transaction = await rows.Database.BeginTransactionAsync(ct);
        // an item that was removed meanwhile is no source of the post any more; the others stay while it is saved
        await rows.TrendItems.Where(i => ids.Contains(i.Id)).ExecuteUpdateAsync(set => set.SetProperty(i => i.UsedCount, i => i.UsedCount + 1), ct);
        var items = await rows.TrendItems.Where(i => ids.Contains(i.Id)).Select(i => new { i.Id, i.TopicId }).ToListAsync(ct);
        rows.Posts.Add(post);
        rows.PostSources.AddRange(items.Select(i => new PostSource(actor.TenantId, post.Id, i.Id)));
        rows.PostTopics.AddRange(items.Select(i => i.TopicId).OfType<Guid>().Distinct().Select(id => new PostTopic(actor.TenantId, post.Id, id)));
        foreach (var text in composed.Variants.DistinctBy(v => v.Platform))
        {
            var variant = new PostVariant(actor.TenantId, Ids.New(now), post.Id, text.Platform);
            variant.Adapt(PlainText.Clean(text.Text), [.. text.Parts.Select(PlainText.Clean)], text.FirstComment, composed.MadeBy);
            rows.PostVariants.Add(variant);
        }
        var edits = new PostEdits(rows, actor, now);
        await edits.KeepVersionAsync(post, wasDraft: true, ct);
        var notices = await edits.ApproveByRuleAsync(post, ct);
        if (await edits.SaveAsync(ct, notices) is { } problem)
            return problem;
        await transaction.CommitAsync(ct);
        changes.Notify(actor.TenantId, ChangeTopics.Posts);
        changes.Notify(actor.TenantId, ChangeTopics.Trends);
        changes.Notify(actor.TenantId, ChangeTopics.Notifications);
        return post.Id;
    }
}
