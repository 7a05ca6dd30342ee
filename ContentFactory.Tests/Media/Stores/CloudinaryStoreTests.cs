using ContentFactory.Domain.Media.Stores;

namespace ContentFactory.Tests.Media.Stores;

/// <summary>An account beside a server that holds each request to the documentation.</summary>
public sealed class CloudinaryStoreTests(CloudinaryAccount account) : StoreContract, IClassFixture<CloudinaryAccount>
{
    private const string WrongSecret = "anotherSecretOfCloudinary";
    private const int Chunk = 5_000;

    protected override int LargeBytes => (3 * Chunk) + 500;

    protected override string Secret => WrongSecret;

    protected override IMediaStore Open() => Open(account.Settings);

    protected override IMediaStore OpenAsStranger() => Open(account.Settings with { ApiSecret = WrongSecret });

    protected override IMediaStore OpenElsewhere(Uri address) => Open(account.Settings with { Api = address, Delivery = address });

    protected override IMediaStore OpenWithoutBucket() => Open(account.Settings with { Cloud = "nosuchcloud" });

    [Fact]
    public async Task A_file_is_named_by_its_key()
    {
        using var store = Open();
        foreach (var (extension, kind) in new[] { (".png", "image"), (".mov", "video"), (".pdf", "raw") })
        {
            var key = NewKey(extension);
            await store.PutAsync(key, Written(Bytes(40)), "application/octet-stream", default);
            await ReadAsync(store, key);

            Assert.EndsWith($"/{kind}/upload", account.Fake.Of(FakeCloudinary.Upload)[^1].Path, StringComparison.Ordinal);
            Assert.EndsWith($"/v1/{key}", account.Fake.Of(FakeCloudinary.Deliver)[^1].Target, StringComparison.Ordinal);
            Assert.Contains($"/{kind}/authenticated/s--", account.Fake.Of(FakeCloudinary.Deliver)[^1].Target, StringComparison.Ordinal);
        }
        Assert.Empty(account.Fake.Violations);
    }

    [Fact]
    public async Task Chunks_of_one_file_have_one_name_and_follow_one_another()
    {
        using var store = Open();
        var before = account.Fake.Of(FakeCloudinary.Upload).Count;

        await store.PutAsync(NewKey(".mp4"), Written(Bytes(LargeBytes)), "video/mp4", default);
        await store.PutAsync(NewKey(".mp4"), Written(Bytes(LargeBytes)), "video/mp4", default);

        var calls = account.Fake.Of(FakeCloudinary.Upload).Skip(before).ToList();
        Assert.Equal(["bytes 0-4999/15500", "bytes 5000-9999/15500", "bytes 10000-14999/15500", "bytes 15000-15499/15500"], calls.Take(4).Select(c => c.Header("Content-Range")!));
        Assert.Equal([4, 4], calls.GroupBy(c => c.Header("X-Unique-Upload-Id")).Select(g => g.Count()));
        Assert.Empty(account.Fake.Violations);
    }

    private CloudinaryStore Open(CloudinarySettings settings) => new(settings, Handler, account.Clock) { WholeUpTo = 2 * Chunk, ChunkBytes = Chunk };
}
