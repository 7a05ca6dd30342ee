using ContentFactory.Domain.Access;
using ContentFactory.Domain.Media;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Web.Demo;

/// <summary>The demo's pictures, uploaded into the tenant's library as a browser does it.</summary>
internal sealed class DemoPictures(DemoStudio studio, IWebHostEnvironment environment)
{
    /// <returns>The library's item of each picture.</returns>
    public async Task<IReadOnlyDictionary<string, Guid>> EnsureAsync(DemoStage stage, Guid companyId, CancellationToken ct)
    {
        var items = new Dictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var name in studio.Posts.Select(p => p.Picture).OfType<string>().Distinct())
            items[name] = await EnsureAsync(stage, companyId, $"{name}.png", ct);
        return items;
    }

    /// <param name="file">Of wwwroot/demo.</param>
    public async Task<Guid> EnsureAsync(DemoStage stage, Guid companyId, string file, CancellationToken ct)
    {
        var there = await stage.RowsAsync(rows => rows.MediaItems.Where(m => m.FileName == file).OrderBy(m => m.Id).Select(m => m.Id).FirstOrDefaultAsync(ct), ct);
        return there != Guid.Empty ? there : await UploadAsync(stage, companyId, file, ct);
    }

    private async Task<Guid> UploadAsync(DemoStage stage, Guid companyId, string file, CancellationToken ct)
    {
        var picture = environment.WebRootFileProvider.GetFileInfo($"demo/{file}");
        var uploadId = await stage.DoAsync<MediaUploads, Guid>(Role.Editor, uploads => uploads.BeginAsync(file, picture.Length, ct));
        await using (var content = picture.CreateReadStream())
            await stage.DoAsync<MediaUploads, long>(Role.Editor, uploads => uploads.AppendAsync(uploadId, 0, content, ct));
        return await stage.DoAsync<MediaUploads, Guid>(Role.Editor, uploads => uploads.CompleteAsync(uploadId, companyId, ct));
    }
}
