using ContentFactory.Domain.Platforms;
using Xunit;

namespace ContentFactory.Tests.Platforms.BadInput;

/// <summary>Accounts that may not publish: each network says so in its own words, nothing goes out, and a person reads what to do.</summary>
public sealed class BadSeatTests
{
    public static TheoryData<string, Trouble> Cells()
    {
        var cells = new TheoryData<string, Trouble>();
        foreach (var network in Contestant.Networks)
            foreach (var trouble in Enum.GetValues<Trouble>())
                cells.Add(network, trouble);
        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Nothing_goes_out_and_the_person_reads_what_to_do(string network, Trouble trouble)
    {
        await using var contestant = await Contestant.StartAsync(network);
        await contestant.BreakAsync(trouble);

        var outcome = await contestant.PublishAsync(contestant.Post("Bread"));

        Judge.AssertRefused(contestant, outcome);
        // no other account helps where the post's audience is what TikTok refuses, or where Facebook does not say what is missing
        var isOfThePost = trouble is Trouble.PrivateChannel && network is "tiktok" or "facebook";
        Assert.Equal(isOfThePost ? PublishKind.Rejected : PublishKind.AccountRefused, outcome.Kind);
        Judge.AssertRefused(contestant, await contestant.PublishAsync(contestant.Post("Bread")));
    }

    [Fact]
    public void Every_connector_takes_part() => Assert.Equal(
        typeof(IPlatform).Assembly.GetTypes().Where(t => t is { IsAbstract: false } && t.IsAssignableTo(typeof(IPlatform))).Select(t => t.Name.Replace("Platform", "", StringComparison.Ordinal).ToLowerInvariant()).Order(),
        Contestant.Networks.Order());
}
