using System.Buffers.Binary;
using System.Security.Cryptography;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Ai;
using ContentFactory.Domain.Content.Templates;
using ContentFactory.Domain.Content.Variants;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Trends;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Content;

/// <summary>Turns items and a company into what a writer is asked for.</summary>
internal sealed class DraftRequest(AppDb rows, PlatformSet platforms, DateTimeOffset now)
{
    public async Task<Result<CompositionRequest>> OfAsync(GenerateDraft request, Company company, List<TrendItem> items, CancellationToken ct)
    {
        TemplateShape? template = null;
        if (request.TemplateId is { } templateId)
        {
            var read = await TemplateUse.ReadAsync(rows, templateId, company.Id, request.TemplateValues, ct);
            if (!read.Ok)
                return read.Problem;
            template = read.Value;
        }
        var topicIds = items.Select(i => i.TopicId).OfType<Guid>().Distinct().ToList();
        var topics = await rows.Topics.AsNoTracking().Where(t => topicIds.Contains(t.Id)).OrderBy(t => t.Name).ToListAsync(ct);
        var sourceIds = items.Select(i => i.SourceId).Distinct().ToList();
        var names = await rows.TrendSources.Where(s => sourceIds.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.Name, ct);
        var language = request.Language ?? GenerationChoices.LanguageOf(items.Select(i => i.Language), company.Voice.Language);
        return new CompositionRequest(
            language,
            [.. items.Select(i => new SourceText(i.Title, i.Text.Length > i.Summary.Length ? i.Text : i.Summary, names[i.SourceId], i.Url is null ? null : new Uri(i.Url), i.PublishedAt))],
            [.. topics.SelectMany(t => t.Keywords.Length > 0 ? t.Keywords : [t.Name]).Distinct(StringComparer.CurrentCultureIgnoreCase)],
            BrandVoice.Of(company.Voice), company.Name, request.CallToAction, request.TextLimit, Seed(items.Select(i => i.Id), request.Take))
        {
            Platforms = PlatformShapes.Of(platforms, request.Platforms ?? await PlatformShapes.ActiveAsync(rows, company.Id, ct)),
            Hook = request.Hook,
            Template = template,
            Examples = await BestPosts.TextsAsync(rows, company.Id, ct),
            Today = LocalDay.At(now, (await SettingsReader.ReadAsync(rows, company.Id, ct)).Of(SettingCatalogue.ZoneId)),
        };
    }

    /// <summary>The same items give the same post, in whatever order they were chosen.</summary>
    private static int Seed(IEnumerable<Guid> ids, int take) =>
        (BinaryPrimitives.ReadInt32BigEndian(SHA256.HashData([.. ids.Order().SelectMany(id => id.ToByteArray(bigEndian: true))])) + take) & int.MaxValue;
}
