using System.Globalization;
using System.Resources;
using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Platforms;

public sealed class PublishOptionTests : TestDomain
{
    private static readonly ResourceManager Texts = new("ContentFactory.Domain.Platforms.Texts", typeof(IPlatform).Assembly);

    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    public void Every_choice_of_every_network_has_its_words(string language)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        var keys = Services.GetServices<IPlatform>().SelectMany(p => p.Options.SelectMany(o => o.Values.Select(v => $"Option_{p.Key}_{o.Key}_{v}").Prepend($"Option_{p.Key}_{o.Key}")).Concat(p.Kinds.Select(k => $"Kind_{k}")));

        Assert.DoesNotContain(keys, k => string.IsNullOrWhiteSpace(Texts.GetString(k, culture)));
    }

    [Fact]
    public void What_nobody_chose_is_among_what_can_be_chosen()
    {
        Assert.All(Services.GetServices<IPlatform>(), platform =>
        {
            Assert.Equal(PublicationKind.Feed, platform.Kinds[0]);
            Assert.All(platform.Options, o => Assert.True(o.Default is null || o.Values.Contains(o.Default), $"{platform.Key} {o.Key}"));
            Assert.All(platform.Options, o => Assert.Matches("^[a-z_]+$", o.Key));
            Assert.Distinct(platform.Options.Select(o => o.Key));
        });
    }
}
