using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Lists;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Access;

/// <summary>A company to choose in a form.</summary>
public sealed record CompanyOption(Guid Id, string Name);

public sealed record CompanyFilter(CompanyStatus? Status = null, CompanyType? Type = null, ListQuery? List = null);

public sealed record CompanyRow(Guid Id, string Code, string Name, string Slug, string? Website, CompanyType Type, CompanyStatus Status, int Posts, DateTimeOffset CreatedAt);

/// <summary>The secret as far as it may be shown.</summary>
public sealed record WebhookFacts(string Masked, DateTimeOffset MadeAt, DateTimeOffset? FormerUntil);

/// <param name="Offered">Networks to choose from: those of the workspace, and those the company has already.</param>
public sealed record CompanyView(
    Guid Id, string Code, CompanyStatus Status, DateTimeOffset CreatedAt, uint Version, CompanyEntry Entry, WebhookFacts? Webhook, IReadOnlyList<string> Offered)
{
    public string Name => Entry.Name;
}

public sealed record BrandVoiceView(Guid CompanyId, string CompanyName, uint Version, BrandVoiceEntry Entry);

public sealed class CompanyQueries(Db db, Actor actor)
{
    public async Task<IReadOnlyList<CompanyOption>> ChoicesAsync(CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewCompanies);
        await using var rows = await db.OpenAsync(ct);
        return await rows.Companies.AsNoTracking().Where(c => c.Status == CompanyStatus.Active).OrderBy(c => c.Number)
            .Select(c => new CompanyOption(c.Id, c.Name)).ToListAsync(ct);
    }

    public async Task<ListPage<CompanyRow>> ListAsync(CompanyFilter filter, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewCompanies);
        await using var rows = await db.OpenAsync(ct);
        return await Filtered(rows, filter).PageAsync(filter.List ?? ListQuery.First, Sorting(rows), Row(rows), ct);
    }

    /// <summary>Every company of the filter up to <paramref name="most"/>, in the order of the list: for a file, not for a page.</summary>
    public IAsyncEnumerable<CompanyRow> EveryAsync(CompanyFilter filter, int most, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewCompanies);
        return ReadAsync(filter, most, ct);
    }

    public async Task<Result<CompanyView>> OneAsync(Guid companyId, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewCompanies);
        await using var rows = await db.OpenAsync(ct);
        var webhook = await rows.WebhookSecrets.Where(s => s.CompanyId == companyId).Select(s => new WebhookFacts(s.Masked, s.MadeAt, s.FormerUntil)).SingleOrDefaultAsync(ct);
        var found = await rows.Companies.AsNoTracking().Where(c => c.Id == companyId).Select(c => new { Company = c, Version = EF.Property<uint>(c, "xmin") }).SingleOrDefaultAsync(ct);
        if (found is not { Company: var c, Version: var version })
            return Problem.NotFound("Access.CompanyGone");
        var offered = await rows.Tenants.Select(t => t.Platforms).SingleAsync(ct);
        return new CompanyView(c.Id, c.Code, c.Status, c.CreatedAt, version, c.Entry, webhook, [.. offered.Union(c.Platforms ?? [])]);
    }

    public async Task<Result<BrandVoiceView>> VoiceAsync(Guid companyId, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewCompanies);
        await using var rows = await db.OpenAsync(ct);
        var found = await rows.BrandVoices.AsNoTracking().Where(v => v.CompanyId == companyId)
            .Select(v => new { Voice = v, Version = EF.Property<uint>(v, "xmin"), Name = rows.Companies.Where(c => c.Id == v.CompanyId).Select(c => c.Name).Single() }).SingleOrDefaultAsync(ct);
        if (found is null)
            return Problem.NotFound("Access.CompanyGone");
        return new BrandVoiceView(companyId, found.Name, found.Version, found.Voice.Entry);
    }

    private async IAsyncEnumerable<CompanyRow> ReadAsync(CompanyFilter filter, int most, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        await foreach (var row in Filtered(rows, filter).Stream(filter.List ?? ListQuery.First, Sorting(rows), Row(rows), most).WithCancellation(ct))
            yield return row;
    }

    private static Sorting<Company> Sorting(AppDb rows) => new Sorting<Company>(c => c.Id)
        .By("code", c => c.Number)
        .By("name", c => c.Name)
        .By("posts", c => rows.Posts.Count(p => p.CompanyId == c.Id))
        .By("created", c => c.CreatedAt);

    private static Expression<Func<Company, CompanyRow>> Row(AppDb rows) => c => new CompanyRow(
        c.Id, c.Code, c.Name, c.Slug, c.Website, c.Type, c.Status, rows.Posts.Count(p => p.CompanyId == c.Id), c.CreatedAt);

    private static IQueryable<Company> Filtered(AppDb rows, CompanyFilter filter)
    {
        var companies = rows.Companies.AsNoTracking();
        if (filter.Status is { } status)
            companies = companies.Where(c => c.Status == status);
        if (filter.Type is { } type)
            companies = companies.Where(c => c.Type == type);
        if (string.IsNullOrWhiteSpace(filter.List?.Search))
            return companies;
        var pattern = LikePattern.Of(filter.List.Search);
        return companies.Where(c => EF.Functions.ILike(c.Name, pattern, LikePattern.Escape) || EF.Functions.ILike(c.Code, pattern, LikePattern.Escape) || EF.Functions.ILike(c.Slug, pattern, LikePattern.Escape));
    }
}
