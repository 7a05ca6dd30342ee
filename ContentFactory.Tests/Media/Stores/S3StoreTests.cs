using ContentFactory.Domain.Media.Stores;

namespace ContentFactory.Tests.Media.Stores;

/// <summary>The bucket of a real server.</summary>
public sealed class S3StoreTests(S3Server server) : StoreContract, IClassFixture<S3Server>
{
    private const string WrongSecret = "not-the-secret-of-S3RVER";

    protected override int LargeBytes => 30 * 1024 * 1024;

    protected override string Secret => WrongSecret;

    protected override IMediaStore Open() => Open(server.Settings);

    // the server looks at keys only; a wrong signature is a matter of S3FaultTests
    protected override IMediaStore OpenAsStranger() => Open(server.Settings with { AccessKey = "STRANGER", SecretKey = WrongSecret });

    protected override IMediaStore OpenElsewhere(Uri address) => Open(server.Settings with { Endpoint = address });

    protected override IMediaStore OpenWithoutBucket() => Open(server.Settings with { Bucket = "nosuchbucket" });

    [Fact]
    public async Task A_bucket_without_a_prefix_takes_files_too()
    {
        using var store = Open(server.Settings with { Prefix = "" });
        var (key, file) = (NewKey(".jpg"), Bytes(1_000));

        await store.PutAsync(key, Written(file), "image/jpeg", default);

        Assert.Equal(file, await ReadAsync(store, key));
    }

    [Fact]
    public async Task A_server_that_dies_between_two_parts_is_away()
    {
        var own = new S3Server();
        await own.InitializeAsync();
        using var wire = new Wire(StoreHandlers.ForConfigured(), async (_, count) =>
        {
            // the upload has begun and has its first part
            if (count == 3)
                await own.KillAsync();
            return null;
        });
        using var store = new S3Store(own.Settings, wire, TimeProvider.System);

        Assert.Equal(StoreTrouble.Away, await TroubleAsync(() => store.PutAsync(NewKey(".mp4"), Written(Bytes(LargeBytes)), "video/mp4", default)));

        Assert.Equal(HttpMethod.Delete, wire.Sent[^1].Method);
        await own.DisposeAsync();
    }

    [Fact]
    public async Task A_server_that_dies_while_a_file_is_read_is_away()
    {
        var own = new S3Server();
        await own.InitializeAsync();
        using var store = Open(own.Settings);
        var key = NewKey(".mp4");
        await store.PutAsync(key, Written(Bytes(LargeBytes)), "video/mp4", default);
        await using var stream = await store.ReadAsync(key, 0, default);
        await stream.ReadExactlyAsync(new byte[1_000]);

        await own.KillAsync();

        Assert.Equal(StoreTrouble.Away, await TroubleAsync(() => stream.CopyToAsync(Stream.Null)));
        await own.DisposeAsync();
    }

    private static S3Store Open(S3Settings settings) => new(settings, Handler, TimeProvider.System);
}
