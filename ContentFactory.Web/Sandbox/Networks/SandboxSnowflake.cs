using System.Globalization;
using ContentFactory.Domain.Platforms.Sandbox;

namespace ContentFactory.Web.Sandbox.Networks;

/// <summary>Ids of entries as X, Discord and LinkedIn write them: 19 digits in a text.</summary>
internal static class SandboxSnowflake
{
    public static string Of(SandboxSender account, int number) => NetworkIds.Of(account, number).ToString(CultureInfo.InvariantCulture);

    /// <summary>Null where it names nothing of this account.</summary>
    public static int? NumberOf(SandboxSender account, string id) => Read(id) is { } digits ? NetworkIds.NumberOf(account, digits) : null;

    /// <summary>Whosever entry it is.</summary>
    public static int? NumberIn(string id) => Read(id) is { } digits ? NetworkIds.NumberIn(digits) : null;

    private static long? Read(string id) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var digits) ? digits : null;
}
