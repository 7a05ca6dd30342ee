using System.Net;
using System.Net.Mail;

namespace ContentFactory.Domain.Access;

public enum SmtpSecurity { StartTls, None }

/// <summary>Section <c>Smtp</c>. Without a host letters stay in the outbox, where the mailbox page shows them.</summary>
public sealed class SmtpOptions
{
    public const string Section = "Smtp";

    public string? Host { get; set; }
    public int Port { get; set; } = 587;
    public string? User { get; set; }
    public string? Password { get; set; }

    /// <summary>The sender, with or without a name: "ContentFactory &lt;no-reply@example.com&gt;".</summary>
    public string? From { get; set; }

    public SmtpSecurity Security { get; set; }

    /// <summary>Letters under way at once.</summary>
    public int Connections { get; set; } = 4;

    public int TimeoutSeconds { get; set; } = 60;

    /// <summary>Tries that provably did not leave, the first included.</summary>
    public int Attempts { get; set; } = 8;

    /// <summary>The first wait after such a try; doubles each time, up to an hour.</summary>
    public double BackoffSeconds { get; set; } = 60;

    public bool IsSet => !string.IsNullOrWhiteSpace(Host);

    internal TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSeconds);

    // longer than a call can take, so that nobody is taken for dead who still waits for an answer
    internal TimeSpan Lease => Timeout + TimeSpan.FromMinutes(1);

    internal IEnumerable<string> Faults()
    {
        if (!IsSet)
            yield break;
        if (Uri.CheckHostName(Host) is UriHostNameType.Unknown)
            yield return "Smtp__Host must be the name or address of a mail server, without port.";
        if (Port is < 1 or > 65535)
            yield return "Smtp__Port must be between 1 and 65535 (587 for STARTTLS).";
        if (From is null || !MailAddress.TryCreate(From, out _))
            yield return "Smtp__From must be the sender's address, such as ContentFactory <no-reply@example.com>.";
        if (string.IsNullOrEmpty(User) != string.IsNullOrEmpty(Password))
            yield return "Smtp__User and Smtp__Password must be given together, or neither.";
        if (Security is SmtpSecurity.None && !string.IsNullOrEmpty(User) && !IsThisMachine(Host))
            yield return "Smtp__Security may be None only without Smtp__User or for a server on this machine: the password would travel in the open. Accepted: StartTls, None.";
        if (Connections is < 1 or > 20)
            yield return "Smtp__Connections must be between 1 and 20.";
        if (TimeoutSeconds is < 1 or > 600)
            yield return "Smtp__TimeoutSeconds must be between 1 and 600.";
        if (Attempts is < 1 or > 20)
            yield return "Smtp__Attempts must be between 1 and 20.";
        if (BackoffSeconds is <= 0 or > 3600)
            yield return "Smtp__BackoffSeconds must be above 0 and at most 3600.";
    }

    private static bool IsThisMachine(string? host) => host is "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
