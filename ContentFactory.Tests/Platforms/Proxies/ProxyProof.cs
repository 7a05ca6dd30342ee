using ContentFactory.Domain;
using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Platforms.Proxies;

/// <summary>That a connector makes each call through the proxy of the account: every request that its network got is one that the proxy passed on.</summary>
internal static class ProxyProof
{
    private const string Secret = "SeCrEt0-of-the-proxy";

    /// <param name="post">Made of whatever the network's longest way takes, such as a video that is sent in parts.</param>
    /// <param name="silent">Verbs that ask this network nothing.</param>
    public static async Task EveryVerbGoesThroughAsync(ConnectorRig rig, OutgoingPost post, params string[] silent)
    {
        await using var proxy = TestProxy.Start(("ann", Secret));
        var (platform, account) = (rig.Platform, rig.Account with { Proxy = proxy.As(user: "ann", password: Secret) });
        rig.Account = account;
        var host = rig.Network.Address.Authority;

        Assert.True((await ThroughAsync("check", () => platform.CheckAsync(account, default))).Ok);
        if (platform.AsksChoices)
            Assert.True((await ThroughAsync("choices", () => platform.ChoicesAsync(account, default))).Ok);
        var run = rig.Run();
        var published = await ThroughAsync("publish", () => run.ToTheEndAsync(post));
        Assert.True(published.Kind is PublishKind.Published, published.ToString());
        await ThroughAsync("look", () => run.LookAsync(post));
        await ThroughAsync("metrics", () => platform.ReadMetricsAsync(account, published.ExternalId!, default));
        if (platform.Deletes)
            Assert.Equal(silent.Contains("delete"), (await ThroughAsync("delete", () => platform.DeleteAsync(account, new(published.ExternalId!, published.PartIds ?? [published.ExternalId!]), default))).Kind is not DeleteKind.Deleted);
        if (platform.Refreshes)
            await ThroughAsync("refresh", () => platform.RefreshAsync(account, default));
        await ThroughAsync("revoke", () => platform.RevokeAsync(account, default));
        Assert.All(proxy.Passed, call => Assert.Contains($" http://{host}/", call.Target, StringComparison.Ordinal));

        async Task<T> ThroughAsync<T>(string verb, Func<Task<T>> call)
        {
            var (calls, passes) = (rig.Network.Calls.Count, proxy.Passed.Count);
            var outcome = await rig.CallAsync(call);
            (calls, passes) = (rig.Network.Calls.Count - calls, proxy.Passed.Count - passes);
            Assert.True(calls == passes && calls > 0 != silent.Contains(verb), $"{verb}: {calls} calls, {passes} through the proxy");
            return outcome;
        }
    }

    /// <summary>The real network is behind TLS: the proxy lets nothing through, and each verb says so and names it.</summary>
    public static async Task ARefusingProxyIsNamedAsync(ConnectorRig rig, OutgoingPost post)
    {
        await using var proxy = TestProxy.Start();
        proxy.Refuses = 403;
        rig.Restart(new("https://network.example"));
        var (platform, account) = (rig.Platform, rig.Account with { Proxy = proxy.As() });
        rig.Account = account;

        AssertNamed("check", (await platform.CheckAsync(account, default)).Problem);
        var run = rig.Run();
        var published = await run.OnceAsync(post);
        Assert.True(published.Kind is PublishKind.NotSent, published.ToString());
        AssertNamed("publish", published.Reason);
        Assert.NotEqual(LookKind.Found, (await run.LookAsync(post)).Kind);
        if ((await platform.ReadMetricsAsync(account, "1", default)) is { Kind: MetricsKind.Failed } metrics)
            AssertNamed("metrics", metrics.Reason);
        if (platform.Deletes)
            AssertNamed("delete", (await platform.DeleteAsync(account, new("1", ["1"]), default)).Reason);
        // a token that came by Facebook does not end, so nothing is asked
        if (platform.Refreshes && platform.Key is not "instagram")
            Assert.Equal(TokenKind.Unavailable, (await platform.RefreshAsync(account, default)).Kind);
        if (platform.Key is "youtube" or "tiktok" or "x")
            Assert.False(await platform.RevokeAsync(account, default));
        Assert.All(proxy.Asked, call => Assert.Equal("CONNECT network.example:443", call.Target));

        void AssertNamed(string verb, Problem? problem)
        {
            ConnectorRig.AssertReadable(problem);
            Assert.True(problem!.TextKey == "Platforms.Proxy_Refused" && problem.Kind is ProblemKind.Unavailable, $"{verb}: {problem.TextKey} {string.Join(' ', problem.Args)}");
            Assert.Equal([proxy.As().Host, "403"], problem.Args.Select(a => a.ToString()));
        }
    }
}
