using System.Text;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.Http;
using ContentFactory.Domain.Platforms.Meta;
using Xunit;

namespace ContentFactory.Tests.Platforms.Contract;

/// <summary>Answers of networks as no network should write them, and what a log may show of them.</summary>
public sealed class ForeignAnswerTests
{
    private const string Secret = "SeCrEt0";

    [Fact]
    public void Half_a_character_is_nothing()
    {
        var json = JsonReads.Parse(Encoding.UTF8.GetBytes("""{"\ud83d":1,"id":"\ud83d","number":"\ude00","name":"ok"}"""));

        Assert.Null(json.Word("id"));
        Assert.Null(json.WholeOrText("number"));
        Assert.Null(json.Word("missing"));
        Assert.Equal("ok", json.Word("name"));
    }

    [Fact]
    public void Records_that_hold_secrets_do_not_print_them()
    {
        var reply = new PlatformReply(ReplyState.Answered, 200, "200", JsonReads.Parse(Encoding.UTF8.GetBytes($$"""{"access_token":"{{Secret}}"}""")), Text: Secret);
        var account = new PlatformAccount("1", null, new Dictionary<string, string>());
        var (app, callback) = (new PlatformApp("7", Secret), new Uri("https://app.example/connect"));

        Assert.Equal("Answered 200", reply.ToString());
        Assert.Equal("Done 200", GraphReply.Read(reply, account).ToString());
        Assert.Equal(("7", "7"), (new SignInRequest(app, callback, Secret, Secret).ToString(), new SignInReturn(app, callback, Secret, Secret).ToString()));
    }
}
