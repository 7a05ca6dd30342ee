using System.Text.Json;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.Http;
using ContentFactory.Domain.Platforms.Instagram;
using ContentFactory.Domain.Platforms.Meta;
using Xunit;

namespace ContentFactory.Tests.Platforms.Instagram;

public sealed class InstagramErrorsTests
{
    private static readonly PlatformAccount Account = new("1", null, new Dictionary<string, string> { [AccountTokens.Access] = "IGAAsecretsecret" });

    [Theory]
    [InlineData(190, 463, PublishKind.AccountRefused, PublishKind.AccountRefused)]
    [InlineData(10, 0, PublishKind.AccountRefused, PublishKind.AccountRefused)]
    [InlineData(200, 0, PublishKind.AccountRefused, PublishKind.AccountRefused)]
    [InlineData(299, 0, PublishKind.AccountRefused, PublishKind.AccountRefused)]
    [InlineData(4, 0, PublishKind.RateLimited, PublishKind.RateLimited)]
    [InlineData(17, 0, PublishKind.RateLimited, PublishKind.RateLimited)]
    [InlineData(613, 0, PublishKind.RateLimited, PublishKind.RateLimited)]
    [InlineData(368, 0, PublishKind.Rejected, PublishKind.Rejected)]
    [InlineData(-1, 2207001, PublishKind.NotSent, PublishKind.Unknown)]
    [InlineData(-1, 2207053, PublishKind.NotSent, PublishKind.Unknown)]
    [InlineData(1, 0, PublishKind.NotSent, PublishKind.Unknown)]
    [InlineData(2, 0, PublishKind.NotSent, PublishKind.Unknown)]
    [InlineData(-2, 2207003, PublishKind.NotSent, PublishKind.Unknown)]
    [InlineData(-2, 2207020, PublishKind.NotSent, PublishKind.NotSent)]
    [InlineData(-1, 2207032, PublishKind.NotSent, PublishKind.NotSent)]
    [InlineData(4, 2207051, PublishKind.RateLimited, PublishKind.RateLimited)]
    [InlineData(9, 2207042, PublishKind.RateLimited, PublishKind.RateLimited)]
    [InlineData(9007, 2207027, PublishKind.Waiting, PublishKind.Waiting)]
    [InlineData(24, 2207006, PublishKind.Waiting, PublishKind.Waiting)]
    [InlineData(24, 2207008, PublishKind.Waiting, PublishKind.Waiting)]
    [InlineData(25, 2207050, PublishKind.AccountRefused, PublishKind.AccountRefused)]
    [InlineData(100, 2207023, PublishKind.Rejected, PublishKind.Rejected)]
    [InlineData(100, 2207028, PublishKind.Rejected, PublishKind.Rejected)]
    [InlineData(352, 2207026, PublishKind.Rejected, PublishKind.Rejected)]
    [InlineData(9004, 2207052, PublishKind.Rejected, PublishKind.Rejected)]
    [InlineData(36000, 2207004, PublishKind.Rejected, PublishKind.Rejected)]
    [InlineData(36001, 2207005, PublishKind.Rejected, PublishKind.Rejected)]
    [InlineData(36003, 2207009, PublishKind.Rejected, PublishKind.Rejected)]
    [InlineData(36004, 2207010, PublishKind.Rejected, PublishKind.Rejected)]
    [InlineData(1, 2207057, PublishKind.Rejected, PublishKind.Rejected)]
    [InlineData(777, 888, PublishKind.Rejected, PublishKind.Rejected)]
    public void Each_row_of_the_table_has_its_outcome(int code, int subcode, PublishKind preparing, PublishKind publishing)
    {
        var reply = Refusal(code, subcode);

        Assert.Equal(preparing, InstagramErrors.Outcome(reply, InstagramStep.Preparing).Kind);
        Assert.Equal(publishing, InstagramErrors.Outcome(reply, InstagramStep.Publishing).Kind);
    }

    [Fact]
    public void Says_what_meta_says_and_never_the_token()
    {
        var outcome = InstagramErrors.Outcome(Refusal(777, 888), InstagramStep.Publishing);

        Assert.Equal("Too bad: ***", outcome.Message);
        Assert.Equal(["Too bad: ***"], outcome.Reason!.Args);
        Assert.Equal("777/888", outcome.Code);
    }

    [Theory]
    [InlineData(500, """{"error":{"message":"x","code":2}}""")]
    [InlineData(400, """{"error":{"message":"x","code":12,"is_transient":true}}""")]
    [InlineData(400, "<html>")]
    [InlineData(200, """{"id":""")]
    [InlineData(302, "")]
    public void Calls_what_no_refusal_explains_unknown_where_it_publishes(int status, string body)
    {
        var reply = Reply(status, body);

        Assert.Equal(PublishKind.Unknown, InstagramErrors.Outcome(reply, InstagramStep.Publishing).Kind);
        Assert.Equal(PublishKind.NotSent, InstagramErrors.Outcome(reply, InstagramStep.Preparing).Kind);
    }

    [Theory]
    [InlineData("Error: Media upload has failed with error code 2207026", PublishKind.Rejected, "VideoFormat")]
    [InlineData("Error: Media upload has failed with error code 2207053", PublishKind.NotSent, "UploadFailed")]
    [InlineData("2207042", PublishKind.RateLimited, "QuotaUsed")]
    [InlineData("Something else", PublishKind.Rejected, "Refused")]
    [InlineData(null, PublishKind.Rejected, "Refused")]
    public void Reads_the_subcode_in_the_status_of_a_container(string? status, PublishKind kind, string key)
    {
        var outcome = InstagramErrors.Failed(status);

        Assert.Equal((kind, $"Platforms.Instagram_{key}"), (outcome.Kind, outcome.Reason!.TextKey));
    }

    [Fact]
    public void Waits_as_long_as_the_usage_header_tells()
    {
        using var response = new HttpResponseMessage((System.Net.HttpStatusCode)400);
        response.Headers.Add("X-Business-Use-Case-Usage", """{"1784":[{"type":"instagram","call_count":101,"estimated_time_to_regain_access":19}]}""");
        var reply = PlatformReply.Read(response, """{"error":{"code":80002,"message":"x"}}"""u8.ToArray(), retryAfter: null);

        var outcome = InstagramErrors.Outcome(GraphReply.Read(reply, Account), InstagramStep.Preparing);

        Assert.Equal((PublishKind.RateLimited, TimeSpan.FromMinutes(19), false), (outcome.Kind, outcome.RetryAfter, outcome.AppLimited));
    }

    private static GraphReply Refusal(int code, int subcode) => Reply(400, JsonSerializer.Serialize(new
    {
        error = new { message = "Too bad: IGAAsecretsecret", type = "OAuthException", code, error_subcode = subcode == 0 ? (int?)null : subcode, is_transient = false },
    }));

    private static GraphReply Reply(int status, string body)
    {
        using var response = new HttpResponseMessage((System.Net.HttpStatusCode)status);
        return GraphReply.Read(PlatformReply.Read(response, System.Text.Encoding.UTF8.GetBytes(body), retryAfter: null), Account);
    }
}
