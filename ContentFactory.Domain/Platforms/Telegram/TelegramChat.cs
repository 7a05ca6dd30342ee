using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Platforms.Telegram;

/// <summary>The address of a chat: a numeric id or an @username; and the web addresses of its posts.</summary>
internal sealed partial record TelegramChat(long? Id, string? Username)
{
    private const string SupergroupPrefix = "-100";

    public JsonNode Field => Id is { } id ? JsonValue.Create(id) : JsonValue.Create("@" + Username);

    /// <summary>Reads what people paste: an id, @name, name, or a t.me link. Null when it is none of them.</summary>
    public static TelegramChat? Parse(string? text)
    {
        var address = LinkStart().Replace(text?.Trim() ?? "", "");
        if (PrivateLink().Match(address) is { Success: true } link)
            address = SupergroupPrefix + link.Groups[1].Value;
        if (long.TryParse(address, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id))
            return id == 0 ? null : new(id, null);
        var name = address.TrimStart('@').Split('/', '?')[0];
        return IsUsername(name) ? new(null, name) : null;
    }

    /// <summary>The public name of the account, without @, or null for a private chat.</summary>
    public static string? PublicName(PlatformAccount account)
    {
        var name = account.Handle?.Trim().TrimStart('@') is { Length: > 0 } handle ? handle : Parse(account.AccountId)?.Username;
        return IsUsername(name) ? name : null;
    }

    public static bool IsUsername(string? name) => name is not null && UsernameShape().IsMatch(name);

    /// <summary>Where people see the post; null for a basic group, whose messages have no address.</summary>
    public static string? PostUrl(Uri web, string? username, long? id, long messageId)
    {
        var root = web.AbsoluteUri.TrimEnd('/');
        var number = id?.ToString(CultureInfo.InvariantCulture) ?? "";
        if (IsUsername(username))
            return string.Create(CultureInfo.InvariantCulture, $"{root}/{username}/{messageId}");
        return number.StartsWith(SupergroupPrefix, StringComparison.Ordinal)
            ? string.Create(CultureInfo.InvariantCulture, $"{root}/c/{number[SupergroupPrefix.Length..]}/{messageId}")
            : null;
    }

    [GeneratedRegex(@"\A(https?://)?(www\.)?(t\.me|telegram\.me)/(s/)?", RegexOptions.IgnoreCase)]
    private static partial Regex LinkStart();

    [GeneratedRegex(@"\Ac/([0-9]{1,15})(/[0-9]+)*/?\z")]
    private static partial Regex PrivateLink();

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_]{2,63}\z")]
    private static partial Regex UsernameShape();
}
