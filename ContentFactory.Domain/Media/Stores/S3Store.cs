using System.Net;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace ContentFactory.Domain.Media.Stores;

/// <summary>A bucket that speaks S3.</summary>
public sealed class S3Store : IMediaStore
{
    /// <summary>Up to this a file goes in one request, above it in parts of this size.</summary>
    internal const long PartBytes = 8 * 1024 * 1024;

    // puts, gets and deletions of a key may be repeated
    private const int Repeats = 2;

    private readonly S3Settings settings;
    private readonly HttpClient http;
    private readonly AmazonS3Client client;

    /// <param name="handler">Of <see cref="StoreHandlers"/>; outlives the store.</param>
    public S3Store(S3Settings settings, HttpMessageHandler handler, TimeProvider clock)
    {
        this.settings = settings;
        http = new HttpClient(new StillnessLimit(handler, clock)) { Timeout = Timeout.InfiniteTimeSpan };
        client = new AmazonS3Client(new BasicAWSCredentials(settings.AccessKey, settings.SecretKey), Config(settings, http));
    }

    /// <inheritdoc/>
    public Task PutAsync(string key, string path, string contentType, CancellationToken ct)
    {
        var length = new FileInfo(path).Length;
        return DoAsync(() => length <= PartBytes ? PutWholeAsync(key, path, contentType, ct) : PutInPartsAsync(key, path, length, contentType, ct), ct);
    }

    /// <inheritdoc/>
    public Task<Stream> ReadAsync(string key, long offset, CancellationToken ct) => DoAsync(async () =>
    {
        var request = new GetObjectRequest { BucketName = settings.Bucket, Key = KeyOf(key) };
        if (offset > 0)
            request.ByteRange = new ByteRange(FormattableString.Invariant($"bytes={offset}-"));
        try
        {
            var response = await client.GetObjectAsync(request, ct);
            return await StoredFile.OpenAsync(response.ResponseStream, response, offset, response.HttpStatusCode, ct);
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            return Stream.Null;
        }
    }, ct);

    /// <inheritdoc/>
    public Task DeleteAsync(string key, CancellationToken ct) => DoAsync(async () =>
    {
        try
        {
            await client.DeleteObjectAsync(new DeleteObjectRequest { BucketName = settings.Bucket, Key = KeyOf(key) }, ct);
        }
        catch (AmazonS3Exception e) when (S3Faults.TroubleOf(e) is StoreTrouble.Missing)
        {
        }
    }, ct);

    /// <inheritdoc/>
    public void Dispose()
    {
        client.Dispose();
        http.Dispose();
    }

    private Task PutWholeAsync(string key, string path, string contentType, CancellationToken ct) => client.PutObjectAsync(new PutObjectRequest
    {
        BucketName = settings.Bucket, Key = KeyOf(key), FilePath = path, ContentType = contentType, UseChunkEncoding = false, DisablePayloadSigning = false,
    }, ct);

    private async Task PutInPartsAsync(string key, string path, long length, string contentType, CancellationToken ct)
    {
        var begun = await client.InitiateMultipartUploadAsync(new InitiateMultipartUploadRequest { BucketName = settings.Bucket, Key = KeyOf(key), ContentType = contentType }, ct);
        if (string.IsNullOrEmpty(begun.UploadId))
            throw new StoreFault(StoreTrouble.Away, "the upload has no name");
        try
        {
            var parts = new List<PartETag>();
            for (var offset = 0L; offset < length; offset += PartBytes)
                parts.Add(await PutPartAsync(key, begun.UploadId, path, offset, Math.Min(PartBytes, length - offset), parts.Count + 1, ct));
            var done = await client.CompleteMultipartUploadAsync(new CompleteMultipartUploadRequest { BucketName = settings.Bucket, Key = KeyOf(key), UploadId = begun.UploadId, PartETags = parts }, ct);
            // a fault can come late, below a status that was sent already
            if (string.IsNullOrEmpty(done.ETag))
                throw new StoreFault(StoreTrouble.Away, "the parts were not joined");
        }
        catch
        {
            await AbortAsync(key, begun.UploadId);
            throw;
        }
    }

    private async Task<PartETag> PutPartAsync(string key, string upload, string path, long offset, long length, int number, CancellationToken ct)
    {
        var part = await client.UploadPartAsync(new UploadPartRequest
        {
            BucketName = settings.Bucket, Key = KeyOf(key), UploadId = upload, PartNumber = number,
            FilePath = path, FilePosition = offset, PartSize = length, UseChunkEncoding = false, DisablePayloadSigning = false,
        }, ct);
        return new PartETag(number, part.ETag);
    }

    // parts that stay are paid for and seen by nobody; what went wrong before is what the caller hears
    private async Task AbortAsync(string key, string upload)
    {
        try
        {
            await client.AbortMultipartUploadAsync(new AbortMultipartUploadRequest { BucketName = settings.Bucket, Key = KeyOf(key), UploadId = upload }, CancellationToken.None);
        }
        catch (Exception e) when (S3Faults.Are(e, CancellationToken.None))
        {
        }
    }

    private string KeyOf(string key) => settings.Prefix.Length == 0 ? key : $"{settings.Prefix}/{key}";

    private static Task DoAsync(Func<Task> act, CancellationToken ct) => DoAsync(async () =>
    {
        await act();
        return true;
    }, ct);

    private static async Task<T> DoAsync<T>(Func<Task<T>> act, CancellationToken ct)
    {
        try
        {
            return await act();
        }
        catch (Exception e) when (S3Faults.Are(e, ct))
        {
            throw S3Faults.Of(e);
        }
    }

    private static AmazonS3Config Config(S3Settings settings, HttpClient http)
    {
        var config = new AmazonS3Config
        {
            ForcePathStyle = settings.PathStyle,
            // other makers of S3 know neither the newer checksums nor payloads signed piece by piece
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            RetryMode = RequestRetryMode.Standard, MaxErrorRetry = Repeats,
            AllowAutoRedirect = false, IgnoreConfiguredEndpointUrls = true, DisableRequestCompression = true,
            HttpClientFactory = new OneClient(http),
        };
        if (settings.Endpoint is null)
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(settings.Region);
        else
            (config.ServiceURL, config.AuthenticationRegion) = (settings.Endpoint.AbsoluteUri, settings.Region);
        return config;
    }

    private sealed class OneClient(HttpClient http) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => http;

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
    }
}
