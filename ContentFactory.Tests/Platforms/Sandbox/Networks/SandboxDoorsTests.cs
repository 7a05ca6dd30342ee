using System.Globalization;
using System.Net;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Platforms.Sandbox;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Platforms.Sandbox.Networks;

/// <summary>Each network of the sandbox knows its own accounts alone.</summary>
public sealed class SandboxDoorsTests(SandboxNetwork network) : IClassFixture<SandboxNetwork>
{
    public static IEnumerable<object[]> Platforms => SandboxIdentity.Platforms.Select(platform => new object[] { platform });

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task A_token_opens_its_own_network_and_no_other(string own)
    {
        var account = await SandboxDoors.OpenAsync(await network.AddTenantAsync($"door-{own}"), own);
        foreach (var platform in SandboxIdentity.Platforms)
        {
            using var answer = await network.KnockAsync(platform, account);
            Assert.True(platform == own ? answer.StatusCode is HttpStatusCode.OK : (int)answer.StatusCode is 400 or 401 or 404, $"{own} at {platform}: {(int)answer.StatusCode}");
            if (platform != own)
                Assert.DoesNotContain(SandboxDoors.Title, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }
}

/// <summary>Where the sandbox is off it is not there, unless a tenant is a demo.</summary>
public sealed class SandboxClosedDoorsTests(SandboxOffTests.Off network) : IClassFixture<SandboxOffTests.Off>
{
    [Theory]
    [MemberData(nameof(SandboxDoorsTests.Platforms), MemberType = typeof(SandboxDoorsTests))]
    public async Task An_ordinary_tenant_finds_neither_calls_nor_pages(string platform)
    {
        var tenant = await network.AddTenantAsync($"closed-{platform}");
        await SetDemoAsync(tenant, true);
        var account = await SandboxDoors.OpenAsync(tenant, platform);
        await tenant.RecordAsync(account.Id, new("text", "Seen by nobody"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(platform, account));

        await SetDemoAsync(tenant, false);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(platform, account));
        using var page = await network.Http.GetAsync(SandboxPagesTests.PageOf(platform, account.Handle));
        Assert.Equal((HttpStatusCode.NotFound, ""), (page.StatusCode, await page.Content.ReadAsStringAsync()));
    }

    private async Task<HttpStatusCode> StatusAsync(string platform, OpenedSandbox account)
    {
        using var answer = await network.KnockAsync(platform, account);
        return answer.StatusCode;
    }

    private Task<int> SetDemoAsync(TestTenant tenant, bool isDemo) =>
        network.OwnerSqlAsync<int>($"update tenants set is_demo = {(isDemo ? "true" : "false")} where id = '{tenant.Id}' returning 1");
}

internal static class SandboxDoors
{
    public const string Title = "Whose news";

    public static async Task<OpenedSandbox> OpenAsync(TestTenant tenant, string platform) =>
        (await tenant.AsAsync<SandboxBots, Result<OpenedSandbox>>(MemberRole.Owner, b => b.OpenAsync(platform, Title, default))).Value;

    /// <summary>Asks a network whose the token is.</summary>
    public static Task<HttpResponseMessage> KnockAsync(this SandboxNetwork network, string platform, OpenedSandbox account)
    {
        var number = account.Number.ToString(CultureInfo.InvariantCulture);
        var path = platform switch
        {
            "telegram" => $"bot{account.Token}/getMe",
            "discord" => $"api/v10/webhooks/{number}/{account.Token}",
            "youtube" => "youtube/v3/channels?part=snippet&mine=true",
            "tiktok" => "v2/user/info/?fields=display_name",
            "x" => "2/users/me",
            "linkedin" => "v2/userinfo",
            _ => "v25.0/me?fields=name",
        };
        return network.Http.SendAsync(new(HttpMethod.Get, $"/sandbox/{platform}/{path}") { Headers = { Authorization = new("Bearer", account.Token) } });
    }
}
