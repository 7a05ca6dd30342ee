using System.Text.Json.Nodes;

namespace ContentFactory.Tests.Platforms.Sandbox.Networks;

/// <summary>Texts that would take a pattern long are refused as the network refuses long ones.</summary>
public sealed class SandboxTextTests(SandboxNetwork network) : IClassFixture<SandboxNetwork>
{
    [Theory]
    [InlineData("-", 25_000)]
    [InlineData("a.", 12_500)]
    [InlineData("-", 3_000_000)]
    [InlineData("a.", 1_500_000)]
    public async Task X_refuses_any_length_at_once(string piece, int count)
    {
        var x = await SandboxPublisher.ConnectAsync(network, "x");
        var (status, body) = await x.CallAsync("/2/tweets", new { text = string.Concat(Enumerable.Repeat(piece, count)) });
        Assert.Equal(400, status);
        Assert.Contains("too long", (string)body["errors"]![0]!["message"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("@[", 15_000)]
    [InlineData("{hashtag|#|", 2_700)]
    [InlineData("@[", 1_500_000)]
    [InlineData("{hashtag|#|", 300_000)]
    public async Task LinkedIn_refuses_any_length_at_once(string piece, int count)
    {
        var page = await SandboxPublisher.ConnectAsync(network, "linkedin");
        var post = new JsonObject { ["author"] = page.Account.AccountId, ["commentary"] = string.Concat(Enumerable.Repeat(piece, count)), ["visibility"] = "PUBLIC" };
        var (status, body) = await page.CallAsync("/rest/posts", post);
        Assert.Equal((400, "FIELD_LENGTH_TOO_LONG"), (status, (string)body["code"]!));
    }
}
