namespace ContentFactory.Tests.Content.Typing;

/// <summary>The short form of <c>./bench typing</c>.</summary>
public sealed class TypingKillTests
{
    [Fact]
    public async Task Nothing_typed_is_lost_when_the_server_is_killed_again_and_again()
    {
        await using var rig = await TypingRig.StartAsync(seed: 1);
        for (var kill = 0; kill < 3; kill++)
        {
            var outcome = await rig.KillAsync();
            Assert.Equal(0, outcome.Lost);
            // most of it was in the database before the kill, and not in the tab alone
            Assert.True(outcome.Saved > 0, $"{outcome}");
        }
    }

    [Fact]
    public async Task Nothing_typed_for_a_network_is_lost()
    {
        await using var rig = await TypingRig.StartAsync(seed: 3, network: "telegram");
        for (var kill = 0; kill < 3; kill++)
            Assert.Equal(0, (await rig.KillAsync()).Lost);

        Assert.Equal(0, await rig.LoseNetworkAsync());
    }

    [Fact]
    public async Task Nothing_typed_is_lost_while_the_network_is_away()
    {
        await using var rig = await TypingRig.StartAsync(seed: 2);

        for (var loss = 0; loss < 2; loss++)
            Assert.Equal(0, await rig.LoseNetworkAsync());
    }
}
