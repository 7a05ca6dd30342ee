using System.Buffers.Binary;
using System.Security.Cryptography;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Ai;
using ContentFactory.Domain.Ai.Writers;
using ContentFactory.Domain.Content.Templates;
using ContentFactory.Domain.Data;
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
}

/// <summary>Writes a post from collected items in the company's voice. It lands as ready, with its sources named.</summary>
public sealed class DraftGenerator(Db db, DraftWriter writer, Actor actor, Changes changes, TimeProvider clock)
{
    /// <summary>Ideas that one post can be written from.</summary>
    public const int MostItems = 5;

    public async Task<Result<Guid>> GenerateAsync(GenerateDraft request, CancellationToken ct = default)
    {
        actor.Demand(Permission.GenerateDrafts);
        var ids = request.TrendItemIds.Distinct().ToList();
        if (ids.Count is 0 or > MostItems)
            return Problem.Invalid(nameof(GenerateDraft.TrendItemIds), "Content.ChooseItems", MostItems);
        await using var rows = await db.OpenAsync(ct);
        if (await rows.Companies.AsNoTracking().Include(c => c.Voice).SingleOrDefaultAsync(c => c.Id == request.CompanyId && c.Status == CompanyStatus.Active, ct) is not { } company)
            return Problem.Invalid(nameof(GenerateDraft.CompanyId), "Content.CompanyMissing");
        var items = await rows.TrendItems.Where(i => ids.Contains(i.Id)).OrderByDescending(i => i.Score).ThenBy(i => i.Id).ToListAsync(ct);
        if (items.Count != ids.Count)
            return Problem.NotFound("Trends.ItemGone");
        var asked = await AskAsync(rows, request, company, items, ct);
        if (request.TemplateId is { } templateId)
        {
            var template = await TemplateUse.ReadAsync(rows, templateId, company.Id, request.TemplateValues, ct);
            if (!template.Ok)
                return template.Problem;
            asked = asked with { Template = template.Value };
        }
        var composed = await writer.WriteAsync(asked, new WritingOccasion(company.Id), ct);
        if (!composed.Ok)
            return composed.Problem;
        return await SaveAsync(rows, request.PostId, company, items, composed.Value, ct);
    }

    private static async Task<CompositionRequest> AskAsync(AppDb rows, GenerateDraft request, Company company, List<TrendItem> items, CancellationToken ct)
    {
        var topicIds = items.Select(i => i.TopicId).OfType<Guid>().Distinct().ToList();
        var topics = await rows.Topics.AsNoTracking().Where(t => topicIds.Contains(t.Id)).OrderBy(t => t.Name).ToListAsync(ct);
        var sourceIds = items.Select(i => i.SourceId).Distinct().ToList();
        var names = await rows.TrendSources.Where(s => sourceIds.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.Name, ct);
        var language = request.Language ?? LanguageOf(items, company.Voice.Language);
        return new CompositionRequest(
            language,
            [.. items.Select(i => new SourceText(i.Title, i.Text.Length > i.Summary.Length ? i.Text : i.Summary, names[i.SourceId], i.Url is null ? null : new Uri(i.Url), i.PublishedAt))],
            [.. topics.SelectMany(t => t.Keywords.Length > 0 ? t.Keywords : [t.Name]).Distinct(StringComparer.CurrentCultureIgnoreCase)],
            VoiceOf(company.Voice), company.Name, request.CallToAction, request.TextLimit, Seed(items.Select(i => i.Id)));
    }

    private static string LanguageOf(List<TrendItem> items, string ownLanguage) =>
        items.Select(i => i.Language).Distinct().ToList() is ["ru" or "en"] and [var common] ? common! : ownLanguage is "en" ? "en" : "ru";

    private static BrandVoice VoiceOf(BrandVoiceCard card) =>
        new(card.Language, card.FormOfAddress, card.Personality, card.Preferred, card.Avoid, card.Emoji, card.Do, card.Dont);

    /// <summary>The same items give the same post, in whatever order they were chosen.</summary>
    private static int Seed(IEnumerable<Guid> ids) =>
        BinaryPrimitives.ReadInt32BigEndian(SHA256.HashData([.. ids.Order().SelectMany(id => id.ToByteArray(bigEndian: true))])) & int.MaxValue;

    private async Task<Result<Guid>> SaveAsync(AppDb rows, Guid? postId, Company company, List<TrendItem> items, Composition composed, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var content = PostCheck.Read(new PostContent(
            composed.Title, composed.Text, [.. composed.Hashtags], PlainText.Cut(composed.Hook, 1000), composed.CallToAction, null,
            composed.VideoIdea, composed.MiniScript, composed.ImagePrompt));
        if (!content.Ok)
            return content.Problem;
        var post = new Post(actor.TenantId, postId ?? Ids.New(now), company.Id, PostType.TextPost, actor.PersonId, now);
        post.Write(content.Value, now);
        post.ComposedBy(composed.MadeBy, composed.Tokens, composed.Cost);
        post.MakeReady(now);
        rows.Posts.Add(post);
        rows.PostSources.AddRange(items.Select(i => new PostSource(actor.TenantId, post.Id, i.Id)));
        rows.PostTopics.AddRange(items.Select(i => i.TopicId).OfType<Guid>().Distinct().Select(id => new PostTopic(actor.TenantId, post.Id, id)));
        foreach (var item in items)
            item.Use();
        var edits = new PostEdits(rows, actor, now);
        await edits.KeepVersionAsync(post, wasDraft: true, ct);
        var notices = await edits.ApproveByRuleAsync(post, ct);
        if (await edits.SaveAsync(ct, notices) is { } problem)
            return problem;
        changes.Notify(actor.TenantId, ChangeTopics.Posts);
        changes.Notify(actor.TenantId, ChangeTopics.Trends);
        changes.Notify(actor.TenantId, ChangeTopics.Notifications);
        return post.Id;
    }
}
