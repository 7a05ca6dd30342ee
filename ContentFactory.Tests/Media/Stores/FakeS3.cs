using System.Security.Cryptography;
using System.Text;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Media.Stores;

/// <summary>A bucket that can be told to fail. It takes what every maker of S3 knows and nothing newer.</summary>
internal sealed class FakeS3(TimeProvider clock) : NetworkFake(clock)
{
    public const string Put = "put";
    public const string Begin = "begin";
    public const string Part = "part";
    public const string Join = "join";
    public const string Abort = "abort";
    public const string Get = "get";
    public const string Delete = "delete";

    public byte[] File { get; set; } = [];

    public static Answer Error(int status, string word) =>
        new(status, word.Length == 0 ? "" : $"<?xml version=\"1.0\"?><Error><Code>{word}</Code><Message>Said by the bucket</Message></Error>", "application/xml");

    protected override string? StepOf(ContractCall call) => (call.Method, call.Query.Any(q => q.Key == "uploadId"), call.Query.Any(q => q.Key == "uploads")) switch
    {
        ("PUT", false, _) => Put,
        ("POST", _, true) => Begin,
        ("PUT", true, _) => Part,
        ("POST", true, _) => Join,
        ("DELETE", true, _) => Abort,
        ("GET", _, _) => Get,
        ("DELETE", false, _) => Delete,
        _ => null,
    };

    protected override IEnumerable<string> Check(string step, ContractCall call)
    {
        foreach (var (name, value) in call.Headers.Where(h => Newer(h.Key) || h.Value.Contains("aws-chunked", StringComparison.Ordinal)))
            yield return $"{name}: {value}";
        if (call.Header("x-amz-content-sha256") != Convert.ToHexStringLower(SHA256.HashData(call.Body)))
            yield return "not the hash of what came";
        if (call.Header("Accept-Encoding") != "identity")
            yield return "another form of the file is asked for";
    }

    protected override IEnumerable<string> CheckAnswer(string step, ContractCall call, Answer answer) => [];

    protected override Answer Do(string step, ContractCall call) => step switch
    {
        Begin => Xml("<InitiateMultipartUploadResult><Bucket>media</Bucket><Key>k</Key><UploadId>u1</UploadId></InitiateMultipartUploadResult>"),
        Join => Xml("<CompleteMultipartUploadResult><Bucket>media</Bucket><Key>k</Key><ETag>\"e\"</ETag></CompleteMultipartUploadResult>"),
        Get => new(200, ContentType: "video/mp4") { Bytes = File },
        Abort or Delete => new(204),
        _ => new Answer(200).With("ETag", "\"e\""),
    };

    public static Answer Xml(string body) => new(200, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + body, "application/xml");

    private static bool Newer(string header) => header.StartsWith("x-amz-checksum", StringComparison.OrdinalIgnoreCase) || header.StartsWith("x-amz-sdk-checksum", StringComparison.OrdinalIgnoreCase) || header.Equals("x-amz-trailer", StringComparison.OrdinalIgnoreCase);
}
