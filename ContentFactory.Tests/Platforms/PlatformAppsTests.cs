using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace ContentFactory.Tests.Platforms;

public sealed class PlatformAppsTests
{
    [Fact]
    public void Apps_are_found_by_pool_and_id_in_the_order_of_the_settings()
    {
        var apps = Of(("meta:0:Id", "one"), ("meta:0:Secret", "s1"), ("meta:1:Id", "two"), ("meta:1:Secret", "s2"), ("google:0:Id", "g"), ("google:0:Secret", "s3"));
        Assert.Equal(["one", "two"], apps.Of("meta").Select(a => a.Id));
        Assert.Equal("s2", apps.Find("meta", "two")!.Secret);
        Assert.Equal("one", apps.Find("meta", null)!.Id);
        Assert.Null(apps.Find("meta", "gone"));
        Assert.Empty(apps.Of("x"));
    }

    [Theory]
    [InlineData("Id")]
    [InlineData("Secret")]
    public void An_app_without_its_half_stops_the_start_and_names_the_setting(string only)
    {
        var fault = Assert.Throws<ConfigurationException>(() => Of(($"meta:0:{only}", "value-that-must-not-show")));
        Assert.Contains("Platforms__Apps__meta__0", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("value-that-must-not-show", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_app_in_print_shows_no_secret() => Assert.Equal("one", $"{new PlatformApp("one", "hidden")}");

    private static PlatformApps Of(params (string Key, string Value)[] settings) =>
        new(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => $"{PlatformApps.Section}:{s.Key}", s => (string?)s.Value)).Build());
}
