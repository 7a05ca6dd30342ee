using System.Net;
using Amazon.Runtime;

namespace ContentFactory.Domain.Media.Stores;

/// <summary>What a bucket's refusals mean.</summary>
internal static class S3Faults
{
    private const int LongestWord = 60;

    public static bool Are(Exception e, CancellationToken ct) => (e is AmazonServiceException or AmazonClientException && !ct.IsCancellationRequested) || NetworkFaults.Are(e, ct);

    public static StoreFault Of(Exception e) => e switch
    {
        AmazonServiceException { StatusCode: not 0 } said => new(TroubleOf(said), Words(said)),
        { InnerException: { } inner } when NetworkFaults.Are(inner, CancellationToken.None) => NetworkFaults.Of(inner),
        _ => NetworkFaults.Of(e),
    };

    // makers differ in the status that stands beside a word, so the word counts first
    public static StoreTrouble TroubleOf(AmazonServiceException e) => e.ErrorCode switch
    {
        "NoSuchBucket" => StoreTrouble.NoBucket,
        "NoSuchKey" => StoreTrouble.Missing,
        "EntityTooLarge" or "QuotaExceeded" or "XMinioStorageFull" or "XMinioAdminBucketQuotaExceeded" or "InsufficientStorage" => StoreTrouble.Full,
        "AccessDenied" or "SignatureDoesNotMatch" or "InvalidAccessKeyId" or "AuthorizationHeaderMalformed" or "InvalidToken" or "ExpiredToken" or "RequestTimeTooSkewed" => StoreTrouble.Refused,
        _ => ByStatus(e.StatusCode),
    };

    private static StoreTrouble ByStatus(HttpStatusCode status) => (int)status switch
    {
        401 or 403 => StoreTrouble.Refused,
        404 => StoreTrouble.Missing,
        413 or 507 => StoreTrouble.Full,
        _ => StoreTrouble.Away,
    };

    // the rest of an answer is any text of a server that somebody entered
    private static string Words(AmazonServiceException e) =>
        $"{(int)e.StatusCode} {new string([.. (e.ErrorCode ?? "").Where(char.IsAsciiLetterOrDigit).Take(LongestWord)])}".TrimEnd();
}
