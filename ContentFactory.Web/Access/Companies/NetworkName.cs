using System.Globalization;

namespace ContentFactory.Web.Access.Companies;

/// <summary>Networks carry their own names in every language.</summary>
internal static class NetworkName
{
    public static string Of(string key) => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(key);
}
