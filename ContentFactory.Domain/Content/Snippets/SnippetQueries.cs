using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Lists;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Content.Snippets;

/// <param name="CompanyId">Snippets that this company may use: its own and the workspace's.</param>
public sealed record SnippetFilter(Guid? CompanyId = null, SnippetKind? Kind = null, ListQuery? List = null);

public sealed record SnippetRow(Guid Id, SnippetKind Kind, string Name, string Text, Guid? CompanyId, string? CompanyName, DateTimeOffset ChangedAt);

public sealed class SnippetQueries(Db db, Actor actor)
{
    private const int MostOffered = 100;

    private static readonly Sorting<TextSnippet> Sorting = new Sorting<TextSnippet>(s => s.Id).By("name", s => s.Name).By("changed", s => s.ChangedAt);

    public async Task<ListPage<SnippetRow>> ListAsync(SnippetFilter filter, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewPosts);
        await using var rows = await db.OpenAsync(ct);
        return await Filtered(rows, filter).PageJoinedAsync(filter.List ?? ListQuery.First, Sorting, snippets => Rows(rows, snippets), ct);
    }

    /// <summary>What may be put into posts of a company; its own variable hides the workspace's of the same name.</summary>
    public async Task<IReadOnlyList<SnippetRow>> ForCompanyAsync(Guid companyId, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewPosts);
        await using var rows = await db.OpenAsync(ct);
        var all = await Rows(rows, rows.TextSnippets.AsNoTracking().Where(s => s.CompanyId == null || s.CompanyId == companyId).OrderBy(s => s.Name).Take(MostOffered)).ToListAsync(ct);
        return [.. all.OrderByDescending(s => s.CompanyId is not null).DistinctBy(s => (s.Kind, s.Name.ToLowerInvariant())).OrderBy(s => s.Name, StringComparer.CurrentCultureIgnoreCase)];
    }

    private static IQueryable<SnippetRow> Rows(AppDb rows, IQueryable<TextSnippet> snippets) => snippets.Select(s => new SnippetRow(
        s.Id, s.Kind, s.Name, s.Text, s.CompanyId, rows.Companies.Where(c => c.Id == s.CompanyId).Select(c => c.Name).FirstOrDefault(), s.ChangedAt));

    private static IQueryable<TextSnippet> Filtered(AppDb rows, SnippetFilter filter)
    {
        var snippets = rows.TextSnippets.AsNoTracking();
        if (filter.CompanyId is { } company)
            snippets = snippets.Where(s => s.CompanyId == null || s.CompanyId == company);
        if (filter.Kind is { } kind)
            snippets = snippets.Where(s => s.Kind == kind);
        if (string.IsNullOrWhiteSpace(filter.List?.Search))
            return snippets;
        var pattern = LikePattern.Of(filter.List.Search);
        return snippets.Where(s => EF.Functions.ILike(s.Name, pattern, LikePattern.Escape) || EF.Functions.ILike(s.Text, pattern, LikePattern.Escape));
    }
}
