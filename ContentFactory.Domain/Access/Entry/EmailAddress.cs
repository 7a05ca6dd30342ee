using System.Globalization;
using System.Net.Mail;

namespace ContentFactory.Domain.Access;

/// <summary>An address of a mailbox, written so that equal addresses are equal texts.</summary>
public sealed record EmailAddress
{
    private static readonly IdnMapping Idn = new();

    private EmailAddress(string value) => Value = value;

    /// <summary>Lower case, the host in its ASCII form.</summary>
    public string Value { get; }

    public static Result<EmailAddress> Parse(string typed)
    {
        var invalid = Problem.Invalid("Email", "Access.EmailInvalid");
        var text = typed.Trim();
        var at = text.LastIndexOf('@');
        if (at <= 0 || text.Length > 254 || text.Any(char.IsControl) || !MailAddress.TryCreate(text, out var parsed) || parsed.Address != text)
            return invalid;
        try
        {
            var host = Idn.GetAscii(text[(at + 1)..]).ToLowerInvariant();
            var address = $"{text[..at].ToLowerInvariant()}@{host}";
            return host.Contains('.', StringComparison.Ordinal) && address.Length <= 254 ? new EmailAddress(address) : invalid;
        }
        catch (ArgumentException)
        {
            return invalid;
        }
    }

    public override string ToString() => Value;
}
