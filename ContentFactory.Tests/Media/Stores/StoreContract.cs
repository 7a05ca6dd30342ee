using System.Net;
using System.Net.Sockets;
using ContentFactory.Domain;
using ContentFactory.Domain.Media;
using ContentFactory.Domain.Media.Stores;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Media.Stores;

/// <summary>What every store does.</summary>
public abstract class StoreContract : IDisposable
{
    private readonly TemporaryFolder folder = new();

    protected StoreContract() => Directory.CreateDirectory(folder.Path);

    protected static HttpMessageHandler Handler { get; } = StoreHandlers.ForConfigured();

    /// <summary>A file of this size goes in several requests, the last one smaller.</summary>
    protected abstract int LargeBytes { get; }

    protected abstract IMediaStore Open();

    protected abstract IMediaStore OpenAsStranger();

    protected abstract IMediaStore OpenElsewhere(Uri address);

    protected abstract IMediaStore OpenWithoutBucket();

    /// <summary>What may stand in no fault.</summary>
    protected abstract string Secret { get; }

    [Theory]
    [InlineData(".jpg", "image/jpeg")]
    [InlineData(".mp4", "video/mp4")]
    [InlineData(".mp3", "audio/mpeg")]
    [InlineData(".pdf", "application/pdf")]
    public async Task What_is_put_comes_back(string extension, string type)
    {
        using var store = Open();
        var (key, file) = (NewKey(extension), Bytes(70_000));

        await store.PutAsync(key, Written(file), type, default);

        Assert.Equal(file, await ReadAsync(store, key));
    }

    [Fact]
    public async Task A_large_file_comes_back_equal()
    {
        using var store = Open();
        var (key, file) = (NewKey(".mp4"), Bytes(LargeBytes));

        await store.PutAsync(key, Written(file), "video/mp4", default);

        var (whole, half) = (await ReadAsync(store, key), await ReadAsync(store, key, LargeBytes / 2));
        Assert.True(file.AsSpan().SequenceEqual(whole));
        Assert.True(file.AsSpan(LargeBytes / 2).SequenceEqual(half));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5_000)]
    [InlineData(9_999)]
    [InlineData(10_000)]
    [InlineData(10_001)]
    public async Task Reading_begins_at_any_place(int offset)
    {
        using var store = Open();
        var (key, file) = (NewKey(".png"), Bytes(10_000));
        await store.PutAsync(key, Written(file), "image/png", default);

        Assert.Equal(file.Skip(offset), await ReadAsync(store, key, offset));
    }

    [Fact]
    public async Task A_second_put_replaces_the_file()
    {
        using var store = Open();
        var key = NewKey(".gif");
        await store.PutAsync(key, Written(Bytes(9_000)), "image/gif", default);
        var second = Bytes(4_000);

        await store.PutAsync(key, Written(second), "image/gif", default);

        Assert.Equal(second, await ReadAsync(store, key));
    }

    [Theory]
    [InlineData(".webp")]
    [InlineData(".pdf")]
    public async Task A_deleted_file_is_missing_and_may_be_deleted_again(string extension)
    {
        using var store = Open();
        var (key, other) = (NewKey(extension), NewKey(extension));
        await store.PutAsync(key, Written(Bytes(100)), "image/webp", default);
        await store.PutAsync(other, Written(Bytes(200)), "image/webp", default);

        await store.DeleteAsync(key, default);
        await store.DeleteAsync(key, default);

        Assert.Equal(StoreTrouble.Missing, await TroubleAsync(() => store.ReadAsync(key, 0, default)));
        Assert.Equal(200, (await ReadAsync(store, other)).Length);
    }

    [Fact]
    public async Task A_file_that_never_was_is_missing()
    {
        using var store = Open();
        Assert.Equal(StoreTrouble.Missing, await TroubleAsync(() => store.ReadAsync(NewKey(".jpg"), 0, default)));
        await store.DeleteAsync(NewKey(".jpg"), default);
    }

    [Fact]
    public async Task A_stranger_is_refused_everywhere()
    {
        using var store = OpenAsStranger();
        using var right = Open();
        var key = NewKey(".jpg");
        await right.PutAsync(key, Written(Bytes(10)), "image/jpeg", default);

        Assert.Equal(StoreTrouble.Refused, await TroubleAsync(() => store.PutAsync(key, Written(Bytes(20)), "image/jpeg", default)));
        Assert.Equal(StoreTrouble.Refused, await TroubleAsync(() => store.PutAsync(key, Written(Bytes(LargeBytes)), "image/jpeg", default)));
        Assert.Equal(StoreTrouble.Refused, await TroubleAsync(() => store.ReadAsync(key, 0, default)));
        Assert.Equal(StoreTrouble.Refused, await TroubleAsync(() => store.DeleteAsync(key, default)));
        Assert.Equal(10, (await ReadAsync(right, key)).Length);
    }

    [Fact]
    public async Task A_bucket_that_is_not_there_is_named_so()
    {
        using var store = OpenWithoutBucket();

        Assert.Equal(StoreTrouble.NoBucket, await TroubleAsync(() => store.PutAsync(NewKey(".jpg"), Written(Bytes(10)), "image/jpeg", default)));
        Assert.Equal(StoreTrouble.NoBucket, await TroubleAsync(() => store.DeleteAsync(NewKey(".jpg"), default)));
    }

    [Fact]
    public async Task Nobody_at_the_address_is_away()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var address = new Uri($"http://{closed.LocalEndpoint}");
        closed.Stop();
        using var store = OpenElsewhere(address);

        Assert.Equal(StoreTrouble.Away, await TroubleAsync(() => store.PutAsync(NewKey(".jpg"), Written(Bytes(10)), "image/jpeg", default)));
        Assert.Equal(StoreTrouble.Away, await TroubleAsync(() => store.ReadAsync(NewKey(".jpg"), 0, default)));
        Assert.Equal(StoreTrouble.Away, await TroubleAsync(() => store.DeleteAsync(NewKey(".jpg"), default)));
    }

    [Fact]
    public async Task A_caller_that_gives_up_is_no_fault_of_the_store()
    {
        using var store = Open();
        var (gone, path) = (new CancellationToken(true), Written(Bytes(10)));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.PutAsync(NewKey(".jpg"), path, "image/jpeg", gone));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.ReadAsync(NewKey(".jpg"), 0, gone));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.DeleteAsync(NewKey(".jpg"), gone));
    }

    [Fact]
    public async Task A_file_that_is_not_on_this_machine_is_no_fault_of_the_store()
    {
        using var store = Open();
        await Assert.ThrowsAsync<FileNotFoundException>(() => store.PutAsync(NewKey(".jpg"), Path.Combine(folder.Path, "none"), "image/jpeg", default));
    }

    [Fact]
    public async Task One_store_that_ends_leaves_the_others_their_handler()
    {
        Open().Dispose();
        using var store = Open();
        await store.DeleteAsync(NewKey(".jpg"), default);
    }

    public void Dispose() => folder.Dispose();

    protected static string NewKey(string extension) =>
        MediaFiles.KeyOf(Ids.New(TimeProvider.System), Ids.New(TimeProvider.System), extension, TimeProvider.System.GetUtcNow());

    protected static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }

    protected string Written(byte[] bytes)
    {
        var path = Path.Combine(folder.Path, $"{Ids.New(TimeProvider.System):N}");
        File.WriteAllBytes(path, bytes);
        return path;
    }

    protected static async Task<byte[]> ReadAsync(IMediaStore store, string key, long offset = 0)
    {
        await using var stream = await store.ReadAsync(key, offset, default);
        var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    protected async Task<StoreTrouble> TroubleAsync(Func<Task> act) => (await FaultAsync(act)).Trouble;

    protected async Task<StoreFault> FaultAsync(Func<Task> act)
    {
        var fault = await Assert.ThrowsAsync<StoreFault>(act);
        Assert.DoesNotContain(Secret, fault.ToString(), StringComparison.Ordinal);
        return fault;
    }
}
