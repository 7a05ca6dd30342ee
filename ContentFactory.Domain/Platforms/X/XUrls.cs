using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Platforms.X;

/// <summary>
/// Where X sees an address in a text, which it then counts as 23 and shows in its own short form: with a scheme any host that ends like a domain,
/// without one Latin names under a known ending ("Counting characters"; the endings are those of countries and the usual other ones).
/// </summary>
internal static partial class XUrls
{
    private const string Before = @"(?<![A-Za-z0-9@＠$#＃\u202A-\u202E])";
    private const string WithScheme = @"https?://(?:[\p{L}\p{Nd}_-]+\.)+(?:xn--[a-z0-9-]+|[a-z]{2,63}|(?:(?![a-z])\p{L}){2,63})";
    private const string Latin = @"a-z0-9\u00C0-\u024F";
    private const string Bare = $@"(?<![-_./\u00C0-\u024F])(?:[{Latin}_-]+\.)+(?:{Country}|{Other}|xn--[a-z0-9-]+)(?![A-Za-z0-9@+-])";
    // of other alphabets only Cyrillic goes on in an address
    private const string Letters = @"a-z0-9\u00C0-\u024F\u0253-\u0272\u0289\u028B\u02BB\u0300-\u036F\u0400-\u04FF\u1E00-\u1EFF";
    private const string PathEnd = $@"[{Letters}=_#/+-]";
    private const string Path = $@"(?:/(?:(?:[{Letters}!*';:=+,.$/%#\[\]\u2013_~@|&-]|\([^\s()]*\))*(?:{PathEnd}|\([^\s()]*\)))?)?";
    private const string Query = @"(?:\?[a-z0-9!?*'@();:&=+$/%#\[\]_.,~|-]*[a-z0-9_&=#/-])?";

    private const string Country =
        "a[cdefgilmoqrstuwxz]|b[abdefghijlmnoqrstvwyz]|c[acdfghiklmnoruvwxyz]|d[ejkmoz]|e[ceghrstu]|f[ijkmor]|g[abdefghilmnpqrstuwy]|h[kmnrtu]|i[delmnoqrst]|j[emop]|k[eghimnprwyz]|"
        + "l[abcikrstuvy]|m[acdeghklmnopqrstuvwxyz]|n[acefgiloprtuz]|om|p[aefghklmnrstwy]|qa|r[eosuw]|s[abcdeghijklmnorstuvxyz]|t[cdfghjklmnoprtvwz]|u[agkmsyz]|v[aceginu]|w[fs]|y[et]|z[amw]";

    private const string Other =
        "com|net|org|info|biz|name|pro|mobi|edu|gov|mil|int|aero|coop|museum|jobs|travel|tel|cat|asia|post|app|dev|page|xyz|online|site|website|shop|store|tech|blog|club|cloud|live|news|media|agency|"
        + "digital|studio|design|art|band|music|video|photo|photos|pics|gallery|games|game|fun|space|world|today|life|style|fashion|beauty|health|fitness|clinic|dental|care|education|academy|school|courses|training|"
        + "university|institute|money|finance|bank|credit|cash|capital|fund|investments|estate|properties|house|homes|land|rent|rentals|hotel|travel|tours|vacations|flights|taxi|cars|auto|bike|food|cafe|restaurant|bar|"
        + "pizza|wine|coffee|menu|recipes|kitchen|company|business|center|group|team|works|work|solutions|services|support|systems|software|computer|network|email|link|click|download|host|hosting|domains|express|"
        + "delivery|market|marketing|sale|deals|gift|gifts|events|party|show|theater|tickets|social|community|chat|dating|family|kids|baby|pet|dog|garden|green|eco|energy|solar|construction|build|tools|repair|"
        + "city|moscow|london|paris|berlin|nyc|tokyo|amsterdam|vegas|africa|one|top|win|vip|gold|ltd|inc|llc|gmbh|law|legal|lawyer|consulting|expert|guru|ninja|rocks|cool|plus|zone|ventures|partners|foundation|"
        + "google|youtube|apple|microsoft|amazon|pub|press|report|review|reviews|science|technology|engineering|photography|graphics|ink|wiki|gay|lol|icu|buzz|bet|casino|poker|sport|football|run|yoga|surf|watch";

    public static MatchCollection In(string text) => Address().Matches(text);

    /// <summary>The text with something else in the place of each address.</summary>
    public static string Replace(string text, string with) => Address().Replace(text, with);

    [GeneratedRegex($@"{Before}(?:{WithScheme}|{Bare})(?::[0-9]+)?{Path}{Query}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
