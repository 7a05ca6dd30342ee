using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using ContentFactory.Domain;

namespace ContentFactory.Tests.Journeys;

/// <summary>The texts of the pages in the language of a journey, read from the same resources that the pages read.</summary>
internal sealed class Words(string language)
{
    private readonly CultureInfo culture = CultureInfo.GetCultureInfo(language);

    public string Language => language;

    /// <typeparam name="T">The class that names the folder's resources.</typeparam>
    public string Of<T>(string key, params object[] values)
    {
        var text = new ResourceManager(typeof(T)).GetString(key, culture) ?? throw new InvalidOperationException($"{typeof(T)} has no text {key} in {language}.");
        return string.Format(culture, text, values);
    }

    /// <summary>A pattern that fits the text whatever stands in its places.</summary>
    public Regex Like<T>(string key) => Like(new ResourceManager(typeof(T)), key);

    /// <summary>The same for what a <see cref="Problem"/> says: "Feature.Key".</summary>
    public Regex LikeProblem(string textKey) => textKey.Split('.') is [var feature, var key]
        ? Like(new ResourceManager($"ContentFactory.Domain.{feature}.Texts", typeof(Problem).Assembly), key)
        : throw new ArgumentException($"{textKey} is not Feature.Key", nameof(textKey));

    private Regex Like(ResourceManager texts, string key) => new(Regex.Replace(Regex.Escape(texts.GetString(key, culture)!), @"\\\{\d(:[^}]*)?}", ".*"));
}
