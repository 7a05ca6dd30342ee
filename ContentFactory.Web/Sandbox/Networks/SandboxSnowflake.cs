using System.Globalization;
using ContentFactory.Domain.Platforms.Sandbox;

namespace ContentFactory.Web.Sandbox.Networks;

/// <summary>Ids of entries as X, Discord and LinkedIn write them: 19 digits in a text.</summary>
internal static class SandboxSnowflake
{
    public static string Of(SandboxSender account, int number) => NetworkIds.Of(account, number).ToString(CultureInfo.InvariantCulture);

    /// <summary>Null where it names nothing of this account.</summary>
    public static int? NumberOf(SandboxSender account, string id) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var digits) ? NetworkIds.NumberOf(account, digits) : null;
}
