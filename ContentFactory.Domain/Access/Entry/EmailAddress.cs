using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.AspNetCore.Identity;

namespace ContentFactory.Domain.Access;

/// <summary>
/// The one rule of what an e-mail address is, for accounts, letters and invitations. A domain of other letters is stored and compared in
/// its ASCII form and shown in its own letters; upper and lower case are the same address, a part after a plus sign is not.
/// </summary>
public sealed record EmailAddress
{
    private const string Symbols = "!#$%&'*+-/=?^_`{|}~.";
    private const string Invisible = "\u200b\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e";

    private static readonly IdnMapping Letters = new() { UseStd3AsciiRules = true };

    private EmailAddress(string value) => (Value, Key) = (value, value.ToLowerInvariant());

    /// <summary>What is stored and written to.</summary>
    public string Value { get; }

    /// <summary>What is compared and counted.</summary>
    public string Key { get; }

    /// <summary>What people read.</summary>
    public string Shown => Show(Value);

    public static bool TryParse(string? typed, [NotNullWhen(true)] out EmailAddress? address)
    {
        address = null;
        var text = Trim(typed ?? "");
        var at = text.LastIndexOf('@');
        if (at < 1 || text.Length > 254 || !IsMailbox(text[..at]) || AsciiDomain(text[(at + 1)..]) is not { } domain || at + 1 + domain.Length > 254)
            return false;
        address = new EmailAddress($"{text[..at]}@{domain}");
        return true;
    }

    /// <summary>A stored address as people read it.</summary>
    public static string Show(string stored)
    {
        var at = stored.LastIndexOf('@');
        try
        {
            return stored[..(at + 1)] + Letters.GetUnicode(stored[(at + 1)..]);
        }
        catch (ArgumentException)
        {
            return stored;
        }
    }

    public override string ToString() => Value;

    private static string Trim(string typed)
    {
        var (from, to) = (0, typed.Length);
        while (from < to && IsSpace(typed[from]))
            from++;
        while (to > from && IsSpace(typed[to - 1]))
            to--;
        return typed[from..to];
    }

    // pasted addresses bring invisible marks along
    private static bool IsSpace(char c) => char.IsWhiteSpace(c) || Invisible.Contains(c, StringComparison.Ordinal);

    private static bool IsMailbox(string local) =>
        local.Length <= 64 && local.All(c => char.IsAsciiLetterOrDigit(c) || Symbols.Contains(c, StringComparison.Ordinal))
        && local[0] != '.' && local[^1] != '.' && !local.Contains("..", StringComparison.Ordinal);

    private static string? AsciiDomain(string typed)
    {
        if (typed.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || Invisible.Contains(c, StringComparison.Ordinal)))
            return null;
        try
        {
            var domain = Letters.GetAscii(typed).ToLowerInvariant();
            return domain.Split('.') is [.., _, var top] labels && labels.All(IsLabel) && !top.All(char.IsAsciiDigit) ? domain : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-' && label.All(c => char.IsAsciiLetterOrDigit(c) || c is '-');
}

/// <summary>Lets Identity find an account by an address however it was typed.</summary>
internal sealed class AddressLookup : ILookupNormalizer
{
    public string? NormalizeEmail(string? email) => EmailAddress.TryParse(email, out var address) ? address.Key.ToUpperInvariant() : email?.ToUpperInvariant();

    public string? NormalizeName(string? name) => NormalizeEmail(name);
}
