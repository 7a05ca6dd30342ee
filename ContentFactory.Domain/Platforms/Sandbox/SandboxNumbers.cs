namespace ContentFactory.Domain.Platforms.Sandbox;

/// <summary>Numbers that grow as those of a living channel do: from a seed and an age alone, never falling, towards a ceiling.</summary>
public static class SandboxNumbers
{
    /// <summary>Views of one message: quick in the first hours, nearly still after a few days.</summary>
    public static long Views(long chatId, int messageId, TimeSpan age)
    {
        var seed = Mix(chatId, messageId);
        var ceiling = 150 + seed % 4850;
        var pace = TimeSpan.FromHours(5 + seed / 5000 % 25);
        return age <= TimeSpan.Zero ? 1 : 1 + (long)(ceiling * (1 - Math.Exp(-age / pace)));
    }

    public static int Followers(long chatId, TimeSpan age)
    {
        var seed = Mix(chatId, 0);
        var start = (int)(300 + seed % 3000);
        var ceiling = 200 + seed / 3000 % 2000;
        return age <= TimeSpan.Zero ? start : start + (int)(ceiling * (1 - Math.Exp(-age / TimeSpan.FromDays(60))));
    }

    /// <summary>As the public page writes large numbers: 999, 1.23K, 12.3K, 1.2M.</summary>
    public static string Short(long number) => number switch
    {
        < 1_000 => FormattableString.Invariant($"{number}"),
        < 1_000_000 => Scaled(number, 1_000m, "K"),
        _ => Scaled(number, 1_000_000m, "M"),
    };

    /// <summary>What a reader of the public page gets: <see cref="Short"/> as a number again.</summary>
    public static long Shown(long number) => number switch
    {
        < 1_000 => number,
        < 1_000_000 => (long)(Rounded(number / 1_000m) * 1_000),
        _ => (long)(Rounded(number / 1_000_000m) * 1_000_000),
    };

    private static string Scaled(long number, decimal unit, string sign) => FormattableString.Invariant($"{Rounded(number / unit):0.##}{sign}");

    /// <summary>Three digits, cut off.</summary>
    private static decimal Rounded(decimal value)
    {
        var power = value >= 100 ? 1 : value >= 10 ? 10 : 100;
        return Math.Floor(value * power) / power;
    }

    /// <summary>splitmix64: neighbouring messages must not look alike.</summary>
    private static long Mix(long a, long b)
    {
        var x = unchecked((ulong)a * 0x9E3779B97F4A7C15UL + (ulong)b * 0xD1B54A32D192ED03UL);
        x = unchecked((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL);
        x = unchecked((x ^ (x >> 27)) * 0x94D049BB133111EBUL);
        return (long)((x ^ (x >> 31)) >> 1);
    }
}
