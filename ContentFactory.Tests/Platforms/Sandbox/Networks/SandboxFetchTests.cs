using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Media;
using ContentFactory.Domain.Media.Stores;
using ContentFactory.Domain.Platforms.Sandbox;
using ContentFactory.Tests.Support;
using ContentFactory.Web.Sandbox.Networks;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Platforms.Sandbox.Networks;

/// <summary>What a network of the sandbox reads at an address.</summary>
public sealed class SandboxFetchTests(SandboxFetchTests.Store store) : IClassFixture<SandboxFetchTests.Store>
{
    private static readonly SandboxDraft Draft = new("image", "Look", FileName: "picture.jpg");
    private static int tenants;

    [Fact]
    public async Task Picture_at_an_own_address_is_kept_for_its_tenant_alone()
    {
        var (tenant, stranger) = (await store.AddTenantAsync("fetch"), await store.AddTenantAsync("stranger"));
        var address = await UploadAsync(tenant, "sun.png");
        var kept = await FillAsync(tenant, address);
        Assert.Equal(("sun.png", "image/png", 64), (kept.FileName, kept.ContentType, kept.File?.Length));
        Assert.Equal(Draft, await FillAsync(stranger, address));
    }

    [Theory]
    [InlineData("")]
    [InlineData("http://sandbox.test/media/made-up")]
    [InlineData("http://sandbox.test/media")]
    [InlineData("http://169.254.0.1/media/latest")]
    public async Task Every_other_address_is_left_alone(string address) =>
        Assert.Equal(Draft, await FillAsync(await store.AddTenantAsync($"fetch{Interlocked.Increment(ref tenants)}"), address));

    private async Task<string> UploadAsync(TestTenant tenant, string name)
    {
        var bytes = SandboxNetwork.Png();
        var upload = (await tenant.AsAsync<MediaUploads, Result<Guid>>(MemberRole.Editor, u => u.BeginAsync(name, bytes.Length))).Value;
        await tenant.AsAsync<MediaUploads, Result<long>>(MemberRole.Editor, u => u.AppendAsync(upload, 0, new MemoryStream(bytes)));
        var media = (await tenant.AsAsync<MediaUploads, Result<Guid>>(MemberRole.Editor, u => u.CompleteAsync(upload))).Value;
        return "http://sandbox.test/media/" + store.Services.GetRequiredService<MediaTokens>().Make(tenant.Id, media, store.Clock.GetUtcNow().AddHours(1));
    }

    private static Task<SandboxDraft> FillAsync(TestTenant tenant, string address) => tenant.RunAsync(Actor.System(tenant.Id, "sandbox"), services => new SandboxFetch(
        new() { BaseUrl = new("http://sandbox.test") }, services.GetRequiredService<MediaTokens>(), services.GetRequiredService<StoredFiles>(), services.GetRequiredService<MediaLibrary>())
        .FillAsync(Draft, address, CancellationToken.None));

    public sealed class Store : TestDomain
    {
        private readonly string folder = TemporaryFolder.NewPath();

        protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings => [new("Media:Folder", folder)];

        public override async Task DisposeAsync()
        {
            await base.DisposeAsync();
            TemporaryFolder.Delete(folder);
        }
    }
}
