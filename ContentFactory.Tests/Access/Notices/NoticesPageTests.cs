using System.Text.RegularExpressions;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Access;

public sealed partial class NoticesPageTests(DoorsWorld world) : IClassFixture<DoorsWorld>
{
    private const string Page = "/profile/notices";

    [Fact]
    public async Task Letters_are_switched_off_and_on_though_a_browser_posts_no_unticked_box()
    {
        using var client = new DoorClient(world.Application);
        await TestApplication.SignInAsync(client.Http, await world.NewPersonAsync());
        Assert.True(await IsByEmailAsync(client));

        await SaveAsync(client);
        Assert.False(await IsByEmailAsync(client));

        await SaveAsync(client, ("ByEmail", "true"));
        Assert.True(await IsByEmailAsync(client));
    }

    /// <summary>As a browser does: what is hidden in the form goes along, boxes only where they are ticked.</summary>
    private static async Task SaveAsync(DoorClient client, params (string Field, string Value)[] ticked)
    {
        var hidden = Hidden().Matches((await client.GetAsync(Page)).Text).Select(m => (m.Groups[1].Value, m.Groups[2].Value));
        Assert.Contains("saved=1", (await client.PostAsync(Page, "notices", [.. hidden, .. ticked])).Location, StringComparison.Ordinal);
    }

    private static async Task<bool> IsByEmailAsync(DoorClient client) => ByEmail().Match((await client.GetAsync(Page)).Text).Value.Contains("checked", StringComparison.Ordinal);

    [GeneratedRegex("""<input type="hidden" name="Input\.(\w+)" value="(\w*)""")]
    private static partial Regex Hidden();

    [GeneratedRegex("""<input[^>]*name="Input\.ByEmail"[^>]*>""")]
    private static partial Regex ByEmail();
}
