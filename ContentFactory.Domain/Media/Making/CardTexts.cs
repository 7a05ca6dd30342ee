using System.Globalization;
using System.Resources;

namespace ContentFactory.Domain.Media.Making;

/// <summary>What a card or a short says of itself: in the language of its post, whatever the reader of the page speaks.</summary>
internal static class CardTexts
{
    private static readonly ResourceManager Words = new("ContentFactory.Domain.Media.Texts", typeof(CardTexts).Assembly);

    public static string AnswerIsInPost(string language) => Of("Card_Answer", language);

    public static string AllIsInPost(string language) => Of("Short_Read", language);

    public static string RestIsInPost(string language) => Of("Short_Close", language);

    private static string Of(string key, string language) => Words.GetString(key, CultureInfo.GetCultureInfo(language)) ?? throw new InvalidOperationException($"No text {key}");
}
