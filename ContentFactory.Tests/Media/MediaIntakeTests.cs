using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Media;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Media;

public sealed class MediaIntakeTests(MediaDomain domain) : IClassFixture<MediaDomain>
{
    private static int tenants;

    [Fact]
    public async Task A_made_file_is_looked_at_like_an_upload_and_says_what_made_it()
    {
        var tenant = await TenantAsync();

        var id = (await AddAsync(tenant, Samples.Png(320, 200), "folder/slide 1.png")).Value;

        var item = await tenant.DbAsync(db => Task.FromResult(db.MediaItems.Single(m => m.Id == id)));
        Assert.Equal(("slide 1.png", "image/png", 320, 200, "slides", Guid.Empty), (item.FileName, item.ContentType, item.Width, item.Height, item.MadeBy, item.CreatedBy));
        Assert.NotNull(item.PreviewDueAt);
        Assert.True(domain.Services.GetRequiredService<MediaFiles>().Exists(item.StoreKey));
    }

    [Fact]
    public async Task A_made_file_that_is_no_medium_leaves_nothing_behind()
    {
        var tenant = await TenantAsync();

        var result = await AddAsync(tenant, "<html>"u8.ToArray(), "slide.png");

        Assert.Equal("Media.UnknownType", result.Problem?.TextKey);
        Assert.Equal(0, await tenant.DbAsync(db => Task.FromResult(db.MediaItems.Count())));
        Assert.DoesNotContain(Directory.EnumerateFiles(domain.Folder, "*", SearchOption.AllDirectories), f => f.Contains($"{tenant.Id:N}", StringComparison.Ordinal));
    }

    private Task<TestTenant> TenantAsync() => domain.AddTenantAsync($"intake-{Interlocked.Increment(ref tenants)}");

    private static async Task<Result<Guid>> AddAsync(TestTenant tenant, byte[] content, string name)
    {
        var path = TemporaryFolder.NewPath();
        await File.WriteAllBytesAsync(path, content);
        try
        {
            return await tenant.AsSystemAsync<MediaIntake, Result<Guid>>(intake => intake.AddMadeAsync(path, name, null, "slides"));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
