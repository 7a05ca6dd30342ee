using Microsoft.Extensions.Options;
using Xunit;

namespace ContentFactory.Tests.Platforms.Telegram;

public sealed class TelegramSetupTests : TelegramRig
{
    [Theory]
    [InlineData("BaseUrl", "http://api.telegram.org")]
    [InlineData("BaseUrl", "api.telegram.org")]
    [InlineData("WebUrl", "ftp://t.me")]
    [InlineData("CallTimeout", "00:00:00")]
    [InlineData("CallTimeout", "1.00:00:00")]
    [InlineData("UploadTimeout", "00:00:01")]
    public void Refuses_bad_settings_and_names_their_key(string key, string value)
    {
        var error = Assert.Throws<OptionsValidationException>(() => Start((key, value)));

        Assert.Contains($"Platforms:Telegram:{key} must be", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_the_key_of_a_setting_that_is_no_time()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Start(("CallTimeout", "soon")));

        Assert.Contains("Platforms:Telegram:CallTimeout", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Starts_with_the_defaults() => Start();

    [Fact]
    public void Has_the_same_texts_in_both_languages()
    {
        static string[] Keys(string culture)
        {
            var texts = new System.Resources.ResourceManager("ContentFactory.Domain.Platforms.Texts", typeof(Domain.Platforms.IPlatform).Assembly);
            var set = texts.GetResourceSet(System.Globalization.CultureInfo.GetCultureInfo(culture), true, tryParents: false)!;
            return [.. set.Cast<System.Collections.DictionaryEntry>().Select(e => $"{e.Key}: {e.Value!.ToString()!.Count(c => c == '{')}").Order(StringComparer.Ordinal)];
        }

        Assert.Equal(Keys(""), Keys("ru"));
    }
}
