using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Media;
using ContentFactory.Domain.Media.Logos;
using ContentFactory.Domain.Media.Making;
using ContentFactory.Domain.Media.Previews;
using ContentFactory.Domain.Media.Stores;
using ContentFactory.Domain.Media.Tools;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Analytics.Reports.Making;

/// <summary>Whose report it is, and how it shows itself.</summary>
/// <param name="Name">Of the company that it is narrowed to, else of the workspace.</param>
/// <param name="Primary">"#rrggbb"; null for the neutral colours.</param>
/// <param name="Logo">PNG; null where there is none or it cannot be drawn.</param>
public sealed record ReportBrand(string Name, string Tenant, string? Primary = null, string? Secondary = null, byte[]? Logo = null);

/// <summary>Pictures that stand in a report: the company's logo and small pictures of posts. What cannot be drawn is left out.</summary>
public sealed class ReportPictures(Db db, Actor actor, CompanyLogos logos, StoredFiles stored, ToolRunner tools, MakingFolders folders)
{
    private const string Drawn = "small.jpg";
    private const int Side = 160;

    public async Task<ReportBrand> BrandAsync(Guid? companyId, Guid? channelId, CancellationToken ct)
    {
        actor.Demand(Permission.ViewAnalytics);
        var (brand, logoId) = await NamesAsync(companyId, channelId, ct);
        var logo = logoId is null ? null : await folders.OnceAsync(folder => logos.DrawAsync(logoId, folder, ct));
        return brand with { Logo = logo?.Png };
    }

    /// <summary>JPEG squares by the id of the small picture (<see cref="Overview.PostNumbers.ThumbId"/>).</summary>
    public async Task<IReadOnlyDictionary<Guid, byte[]>> SmallAsync(IEnumerable<Guid> thumbs, CancellationToken ct)
    {
        actor.Demand(Permission.ViewAnalytics);
        var drawn = new Dictionary<Guid, byte[]>();
        foreach (var one in await RenditionsAsync([.. thumbs.Distinct()], ct))
            if (await folders.OnceAsync(folder => DrawAsync(one.Place, one.Size, one.ContentType, folder, ct)) is { } picture)
                drawn[one.Id] = picture;
        return drawn;
    }

    // connections are few and drawing takes long: both are read to the end first
    private async Task<(ReportBrand Brand, Guid? LogoId)> NamesAsync(Guid? companyId, Guid? channelId, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        var tenant = await rows.Tenants.Select(t => t.Name).SingleAsync(ct);
        companyId ??= await rows.Channels.Where(c => c.Id == channelId).Select(c => (Guid?)c.CompanyId).SingleOrDefaultAsync(ct);
        var company = await rows.Companies.Where(c => c.Id == companyId).Select(c => new { c.Name, c.BrandPrimary, c.BrandSecondary, c.LogoMediaId }).SingleOrDefaultAsync(ct);
        return company is null ? (new(tenant, tenant), null) : (new(company.Name, tenant, company.BrandPrimary, company.BrandSecondary), company.LogoMediaId);
    }

    private async Task<List<MediaRendition>> RenditionsAsync(Guid[] wanted, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        return await rows.MediaRenditions.AsNoTracking().Where(r => wanted.Contains(r.Id)).ToListAsync(ct);
    }

    private async Task<byte[]?> DrawAsync(FilePlace place, long size, string contentType, string folder, CancellationToken ct)
    {
        try
        {
            var source = await stored.BringAsync(place, size, folder, ct);
            var made = await tools.RunAsync(MediaTool.Ffmpeg, Arguments(contentType, source), folder, ToolLimits.Short, ct);
            var path = Path.Combine(folder, Drawn);
            return made.Ok && File.Exists(path) ? await File.ReadAllBytesAsync(path, ct) : null;
        }
        catch (Exception e) when (MediaFiles.IsAway(e))
        {
            return null;
        }
    }

    private static string[] Arguments(string contentType, string source) =>
    [
        "-v", "error", "-nostdin", "-y", "-threads", "1", "-protocol_whitelist", "file", "-f", ToolFormat.Of(contentType), "-i", source,
        "-vf", FormattableString.Invariant($"scale=w={Side}:h={Side}:force_original_aspect_ratio=increase,crop={Side}:{Side}"),
        "-frames:v", "1", "-c:v", "mjpeg", "-q:v", "4", "-pix_fmt", "yuvj420p", "-f", "image2", "-update", "1", Drawn,
    ];
}
