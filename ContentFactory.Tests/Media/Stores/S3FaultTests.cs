using System.Net;
using ContentFactory.Domain.Media.Stores;
using ContentFactory.Domain.Outgoing;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Media.Stores;

/// <summary>What a bucket answers instead of doing what it was asked.</summary>
public sealed class S3FaultTests : StoreFaultCase, IAsyncLifetime
{
    private const int ThreeParts = 17 * 1024 * 1024;

    private FakeS3 bucket = null!;
    private S3Store store = null!;

    public async Task InitializeAsync()
    {
        bucket = new FakeS3(Clock);
        await bucket.StartAsync();
        store = Open(Handler);
    }

    public async Task DisposeAsync()
    {
        store.Dispose();
        await bucket.DisposeAsync();
    }

    [Theory]
    [InlineData(401, "", StoreTrouble.Refused)]
    [InlineData(403, "", StoreTrouble.Refused)]
    [InlineData(403, "AccessDenied", StoreTrouble.Refused)]
    [InlineData(403, "SignatureDoesNotMatch", StoreTrouble.Refused)]
    [InlineData(403, "InvalidAccessKeyId", StoreTrouble.Refused)]
    [InlineData(403, "RequestTimeTooSkewed", StoreTrouble.Refused)]
    [InlineData(400, "ExpiredToken", StoreTrouble.Refused)]
    [InlineData(404, "NoSuchBucket", StoreTrouble.NoBucket)]
    [InlineData(400, "EntityTooLarge", StoreTrouble.Full)]
    [InlineData(403, "QuotaExceeded", StoreTrouble.Full)]
    [InlineData(507, "XMinioStorageFull", StoreTrouble.Full)]
    [InlineData(507, "", StoreTrouble.Full)]
    [InlineData(413, "", StoreTrouble.Full)]
    [InlineData(400, "InvalidRequest", StoreTrouble.Away)]
    [InlineData(501, "NotImplemented", StoreTrouble.Away)]
    [InlineData(500, "InternalError", StoreTrouble.Away)]
    [InlineData(503, "SlowDown", StoreTrouble.Away)]
    public async Task A_refusal_has_its_name(int status, string word, StoreTrouble trouble)
    {
        bucket.Fail(FakeS3.Put, Faults.Answers(FakeS3.Error(status, word)), times: 5);

        var fault = await Assert.ThrowsAsync<StoreFault>(() => store.PutAsync(NewKey(".jpg"), FileOf(10), "image/jpeg", default));

        Assert.Equal(trouble, fault.Trouble);
        Assert.Contains($"({status} {word}".TrimEnd(), fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Said by the bucket", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_passing_fault_is_tried_again()
    {
        bucket.Fail(FakeS3.Put, Faults.Answers(FakeS3.Error(503, "SlowDown")));
        bucket.Fail(FakeS3.Put, Faults.ResetsAfter, call: 2);

        await store.PutAsync(NewKey(".jpg"), FileOf(10), "image/jpeg", default);

        Assert.Equal([FakeS3.Put, FakeS3.Put, FakeS3.Put], bucket.Steps);
        Assert.Empty(bucket.Violations);
    }

    [Fact]
    public async Task Parts_of_a_file_that_failed_do_not_stay()
    {
        bucket.Fail(FakeS3.Part, Faults.Answers(FakeS3.Error(403, "QuotaExceeded")), call: 2);

        Assert.Equal(StoreTrouble.Full, await TroubleAsync(() => store.PutAsync(NewKey(".mp4"), FileOf(ThreeParts), "video/mp4", default)));

        Assert.Equal([FakeS3.Begin, FakeS3.Part, FakeS3.Part, FakeS3.Abort], bucket.Steps);
        Assert.Equal("u1", bucket.Of(FakeS3.Abort)[0].Text("uploadId"));
        Assert.Empty(bucket.Violations);
    }

    [Fact]
    public async Task Parts_go_in_order_and_none_is_too_large()
    {
        await store.PutAsync(NewKey(".mp4"), FileOf(ThreeParts), "video/mp4", default);

        Assert.Equal([FakeS3.Begin, FakeS3.Part, FakeS3.Part, FakeS3.Part, FakeS3.Join], bucket.Steps);
        Assert.Equal([S3Store.PartBytes, S3Store.PartBytes, ThreeParts - (2 * S3Store.PartBytes)], bucket.Of(FakeS3.Part).Select(p => (long)p.Body.Length));
        Assert.Empty(bucket.Violations);
    }

    [Fact]
    public async Task A_fault_below_a_good_status_is_one()
    {
        bucket.Fail(FakeS3.Join, Faults.Answers(FakeS3.Xml("<Error><Code>InternalError</Code><Message>Said late</Message></Error>")), times: 5);

        Assert.Equal(StoreTrouble.Away, await TroubleAsync(() => store.PutAsync(NewKey(".mp4"), FileOf(ThreeParts), "video/mp4", default)));

        Assert.Equal(FakeS3.Abort, bucket.Steps[^1]);
    }

    [Fact]
    public async Task An_upload_without_a_name_is_not_gone_on_with()
    {
        bucket.Fail(FakeS3.Begin, Faults.Answers(FakeS3.Xml("<InitiateMultipartUploadResult></InitiateMultipartUploadResult>")));
        Assert.Equal(StoreTrouble.Away, await TroubleAsync(() => store.PutAsync(NewKey(".mp4"), FileOf(ThreeParts), "video/mp4", default)));
    }

    [Fact]
    public async Task A_caller_that_gives_up_leaves_no_parts()
    {
        using var gone = new CancellationTokenSource();
        bucket.Done = step =>
        {
            if (step == FakeS3.Part)
                gone.Cancel();
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.PutAsync(NewKey(".mp4"), FileOf(ThreeParts), "video/mp4", gone.Token));

        Assert.Equal(FakeS3.Abort, bucket.Steps[^1]);
    }

    [Theory]
    [InlineData(301, "PermanentRedirect")]
    [InlineData(307, "TemporaryRedirect")]
    public async Task Another_host_is_not_followed(int status, string word)
    {
        await using var other = new FakeS3(Clock);
        await other.StartAsync();
        bucket.Fail(FakeS3.Put, Faults.Answers(FakeS3.Error(status, word).With("Location", other.Address.AbsoluteUri).With("x-amz-bucket-region", "eu-north-1")), times: 5);

        Assert.Equal(StoreTrouble.Away, await TroubleAsync(() => store.PutAsync(NewKey(".jpg"), FileOf(10), "image/jpeg", default)));

        Assert.Empty(other.Calls);
    }

    [Fact]
    public async Task A_bucket_that_says_nothing_is_away_and_not_asked_again()
    {
        bucket.Fail(FakeS3.Put, Faults.TimesOutBefore);
        await StandStillAsync(bucket.Hung, () => store.PutAsync(NewKey(".jpg"), FileOf(10), "image/jpeg", default));
        Assert.Single(bucket.Calls);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_that_stops_on_its_way_is_a_fault(bool ends) =>
        await AssertStopsAsync(bucket, FakeS3.Get, ends, () => store.ReadAsync(NewKey(".mp4"), 0, default));

    [Fact]
    public async Task A_bucket_that_knows_no_places_is_read_from_one()
    {
        bucket.File = [.. Enumerable.Range(0, 200_000).Select(i => (byte)(i * 7))];
        await using var stream = await store.ReadAsync(NewKey(".mp4"), 150_000, default);
        var read = new MemoryStream();
        await stream.CopyToAsync(read);

        Assert.Equal(bucket.File[150_000..], read.ToArray());
    }

    [Fact]
    public async Task An_answer_without_end_is_not_kept_in_memory()
    {
        bucket.Fail(FakeS3.Begin, Faults.Answers(FakeS3.Xml($"<InitiateMultipartUploadResult><!--{new string('a', 3_000_000)}--><UploadId>u1</UploadId></InitiateMultipartUploadResult>")), times: 5);
        Assert.Equal(StoreTrouble.Away, await TroubleAsync(() => store.PutAsync(NewKey(".mp4"), FileOf(ThreeParts), "video/mp4", default)));
    }

    [Fact]
    public async Task An_address_that_somebody_entered_reaches_no_private_host()
    {
        using var entered = Open(StoreHandlers.ForEntered(new AddressRules(new OutgoingOptions())));

        var fault = await Assert.ThrowsAsync<StoreFault>(() => entered.ReadAsync(NewKey(".jpg"), 0, default));

        Assert.Equal((StoreTrouble.Away, "The store: Away (its address is not public)"), (fault.Trouble, fault.Message));
        Assert.Empty(bucket.Calls);
    }

    [Fact]
    public async Task An_address_that_somebody_entered_is_asked_for_plain_files_too()
    {
        using var handler = StoreHandlers.ForEntered(new AddressRules(new OutgoingOptions { AllowPrivateAddresses = true }));
        using var entered = Open(handler);

        await using (await entered.ReadAsync(NewKey(".jpg"), 5, default))
            Assert.Equal("bytes=5-", bucket.Calls[0].Header("Range"));
        Assert.Empty(bucket.Violations);
    }

    [Theory]
    [InlineData("https://account.r2.cloudflarestorage.com", "auto", true, "https://account.r2.cloudflarestorage.com/media/")]
    [InlineData("https://minio.factory.example:9000", "us-east-1", true, "https://minio.factory.example:9000/media/")]
    [InlineData(null, "eu-central-1", true, "https://s3.eu-central-1.amazonaws.com/media/")]
    [InlineData(null, "eu-central-1", false, "https://media.s3.eu-central-1.amazonaws.com/")]
    public async Task Each_maker_gets_the_same_plain_request(string? endpoint, string region, bool pathStyle, string address)
    {
        using var wire = new Wire(StoreHandlers.ForConfigured(), (_, _) => Task.FromResult<HttpResponseMessage?>(new HttpResponseMessage(HttpStatusCode.OK)));
        using var far = new S3Store(new(endpoint is null ? null : new Uri(endpoint), region, "media", "key", "secret") { PathStyle = pathStyle }, wire, Clock);

        await far.PutAsync(NewKey(".jpg"), FileOf(10), "image/jpeg", default);

        var sent = Assert.Single(wire.Sent);
        Assert.StartsWith(address, sent.RequestUri!.AbsoluteUri, StringComparison.Ordinal);
        Assert.Matches("^[0-9a-f]{64}$", Assert.Single(sent.Headers.GetValues("x-amz-content-sha256")));
        Assert.DoesNotContain(sent.Headers, h => h.Key.Contains("checksum", StringComparison.OrdinalIgnoreCase) || h.Key.Contains("trailer", StringComparison.OrdinalIgnoreCase));
        Assert.Contains($"/{region}/s3/aws4_request", sent.Headers.NonValidated["Authorization"].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_is_not_said()
    {
        Assert.DoesNotContain("secret", $"{new S3Settings(null, "auto", "media", "key", "secret")}", StringComparison.Ordinal);
        Assert.DoesNotContain("secret", $"{new CloudinarySettings("factory", "key", "secret")}", StringComparison.Ordinal);
    }

    private S3Store Open(HttpMessageHandler handler) => new(new(bucket.Address, "us-east-1", "media", "key", "secret"), handler, Clock);
}
