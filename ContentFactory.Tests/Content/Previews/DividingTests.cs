using Bunit;
using ContentFactory.Domain.Content.Variants;
using ContentFactory.Web.Content;

namespace ContentFactory.Tests.Content.Previews;

public sealed class DividingTests : PreviewRig
{
    [Fact]
    public void A_long_text_is_divided_by_the_limit_of_its_network()
    {
        var panel = Page.Render<VariantText>(p => p
            .Add(v => v.Platform, "x").Add(v => v.Row, new PostVariantRow("x", "Short", [], null, true, false)).Add(v => v.Original, "a").Add(v => v.Editable, true));
        Assert.Empty(panel.FindAll("[data-act=divide]"));
        panel.Find("textarea").Input(string.Concat(Enumerable.Repeat("A sentence of some words. ", 20)));

        panel.Find("[data-act=divide]").Click();

        Assert.Equal(2, panel.FindAll("textarea").Count);
        Assert.All(panel.FindAll("[data-length]"), m => Assert.InRange(int.Parse(m.GetAttribute("data-length")!, System.Globalization.CultureInfo.InvariantCulture), 1, 280));
        Assert.Empty(panel.FindAll("[data-act=divide]"));
    }
}
