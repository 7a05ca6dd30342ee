using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using ContentFactory.Domain.Outgoing;
using Xunit;

namespace ContentFactory.Tests.Outgoing;

public class TextsTests
{
    [Theory]
    [InlineData("Outgoing.NotWebAddress Outgoing.UserInfo Outgoing.Port Outgoing.NotPublic Outgoing.TooManyRedirects Outgoing.TooLarge Outgoing.TooSlow Outgoing.BadCertificate Outgoing.Unreachable Outgoing.NotFound Outgoing.Gone Outgoing.RateLimited Outgoing.HttpError")]
    [InlineData("Trends.FeedEmpty Trends.FeedUnknown Trends.FeedBroken Trends.FeedHasDocumentType Trends.PageNotFeed Trends.PageWithFeed")]
    [InlineData("Ai.ComposerLanguage Ai.ComposerLimit Ai.ComposerNoSources Ai.ComposerUselessSources")]
    public void Every_reason_has_its_text_in_both_languages(string keys)
    {
        foreach (var key in keys.Split(' ').Select(k => k.Split('.')))
        {
            var texts = new ResourceManager($"ContentFactory.Domain.{key[0]}.Texts", typeof(SafeFetch).Assembly);
            var english = texts.GetString(key[1], CultureInfo.InvariantCulture);
            var russian = texts.GetResourceSet(CultureInfo.GetCultureInfo("ru"), true, false)?.GetString(key[1]);

            Assert.False(string.IsNullOrEmpty(english), key[1]);
            Assert.Matches("[а-я]{3}", russian);
            Assert.Equal(Regex.Matches(english, @"\{\d\}").Select(m => m.Value).Order(), Regex.Matches(russian!, @"\{\d\}").Select(m => m.Value).Order());
        }
    }
}
