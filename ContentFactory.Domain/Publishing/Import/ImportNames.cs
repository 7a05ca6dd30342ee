using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Publishing.Import;

/// <summary>What the names of a file stand for: companies, channels and files of the tenant.</summary>
internal sealed class ImportNames
{
    private readonly ILookup<string, Guid> companies;
    private readonly ILookup<string, Guid> files;
    private readonly List<(Guid Id, Guid Company, string Platform, string Name, string? Handle)> channels;

    private ImportNames(ILookup<string, Guid> companies, ILookup<string, Guid> files, List<(Guid, Guid, string, string, string?)> channels) =>
        (this.companies, this.files, this.channels) = (companies, files, channels);

    /// <summary>Where the tenant has but one, a file need not name it.</summary>
    public Guid? OnlyCompany => companies.Count == 1 && companies.First().ToList() is [var only] ? only : null;

    public static async Task<ImportNames> ReadAsync(AppDb rows, IReadOnlyCollection<string> fileNames, CancellationToken ct)
    {
        var companies = await rows.Companies.Where(c => c.Status == CompanyStatus.Active).Select(c => new { c.Id, c.Name }).ToListAsync(ct);
        var channels = await rows.Channels.Where(c => c.Status != ChannelStatus.Disconnected).Select(c => new { c.Id, c.CompanyId, c.Platform, c.DisplayName, c.Handle }).ToListAsync(ct);
        var files = fileNames.Count == 0 ? [] : await rows.MediaItems.Where(m => fileNames.Contains(m.FileName)).Select(m => new { m.Id, m.FileName }).ToListAsync(ct);
        return new(companies.ToLookup(c => c.Name.Trim(), c => c.Id, StringComparer.OrdinalIgnoreCase), files.ToLookup(f => f.FileName, f => f.Id),
            [.. channels.Select(c => (c.Id, c.CompanyId, c.Platform, c.DisplayName.Trim(), c.Handle))]);
    }

    public Guid? Company(string name) => companies[name].ToList() is [var only] ? only : null;

    public IReadOnlyList<Guid> Files(string name) => [.. files[name]];

    /// <summary>By handle or name; by the network where the company has one channel there.</summary>
    public IReadOnlyList<Guid> Channels(Guid company, string name)
    {
        var own = channels.Where(c => c.Company == company).ToList();
        var bare = name.TrimStart('@');
        var named = own.Where(c => Same(c.Handle?.TrimStart('@'), bare) || Same(c.Name.TrimStart('@'), bare)).ToList();
        return [.. (named.Count > 0 ? named : own.Where(c => Same(c.Platform, name))).Select(c => c.Id)];
    }

    private static bool Same(string? one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
