using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Microsoft.Extensions.Options;

namespace ContentFactory.Domain.Access;

internal enum LetterFate
{
    Sent,

    /// <summary>Proved not to have left: may be tried again.</summary>
    NotSent,

    /// <summary>The server refused it for good.</summary>
    Refused,

    /// <summary>The text had begun to leave when the connection ended: only the reader knows.</summary>
    Unknown,
}

/// <param name="Error">What the server or the connection said; null when it was sent.</param>
internal sealed record LetterOutcome(LetterFate Fate, string? Error = null);

/// <summary>
/// Hands one letter to the mail server, in one try. The server takes the text only after it accepted DATA, so a text that nobody read has
/// not left. After that only an answer of the server settles it; without one the outcome is unknown and nothing is sent again.
/// </summary>
internal sealed class SmtpPost(IOptions<SmtpOptions> options, LetterLook look, TimeProvider clock)
{
    public async Task<LetterOutcome> SendAsync(DueLetter letter, CancellationToken stop)
    {
        var text = new WatchedText(look.PlainOf(letter));
        using var timeout = new CancellationTokenSource(options.Value.Timeout, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stop, timeout.Token);
        try
        {
            using var message = MessageOf(letter, text);
            using var client = Client();
            // the client obeys a cancel only between its steps; left behind, it may still send
            await client.SendMailAsync(message, both.Token).WaitAsync(options.Value.Timeout + TimeSpan.FromSeconds(10), clock, CancellationToken.None);
            return new(LetterFate.Sent);
        }
        catch (Exception e)
        {
            return new(FateOf(e, text.Begun), Cut($"{e.GetType().Name}: {Reason(e)}"));
        }
    }

    private SmtpClient Client() => new(options.Value.Host, options.Value.Port)
    {
        EnableSsl = options.Value.Security is SmtpSecurity.StartTls,
        DeliveryFormat = SmtpDeliveryFormat.International,
        UseDefaultCredentials = false,
        Credentials = string.IsNullOrEmpty(options.Value.User) ? null : new NetworkCredential(options.Value.User, options.Value.Password),
    };

    private MailMessage MessageOf(DueLetter letter, WatchedText text)
    {
        var from = new MailAddress(options.Value.From!);
        var message = new MailMessage(from, new MailAddress(letter.To)) { Subject = letter.Subject, SubjectEncoding = Encoding.UTF8 };
        // the same for each try of the row: a receiver that sees it twice may drop the second
        message.Headers.Add("Message-ID", $"<{letter.Id:N}@{from.Host}>");
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.AlternateViews.Add(new AlternateView(text, new ContentType("text/plain; charset=utf-8")) { TransferEncoding = TransferEncoding.Base64 });
        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(look.HtmlOf(letter), new ContentType("text/html; charset=utf-8")));
        return message;
    }

    private static LetterFate FateOf(Exception e, bool begun) => (e, begun) switch
    {
        (TimeoutException, _) => LetterFate.Unknown,
        (SmtpException { StatusCode: SmtpStatusCode.ServiceNotAvailable }, true) => LetterFate.Unknown,
        (SmtpException smtp, true) => (int)smtp.StatusCode switch { >= 500 => LetterFate.Refused, >= 400 => LetterFate.NotSent, _ => LetterFate.Unknown },
        (_, true) => LetterFate.Unknown,
        (SmtpFailedRecipientException { StatusCode: var code }, false) => (int)code >= 500 ? LetterFate.Refused : LetterFate.NotSent,
        // refused before the reader was named (no sign-in, no TLS, no server): the letter is not to blame
        (SmtpException or OperationCanceledException, false) => LetterFate.NotSent,
        (_, false) => LetterFate.Refused,
    };

    private static string Reason(Exception e) => e.InnerException is { } inner ? $"{e.Message} {inner.Message}" : e.Message;

    private static string Cut(string text) => text.Length <= 500 ? text : text[..500];

    /// <summary>Knows whether anybody began to read it.</summary>
    private sealed class WatchedText(string text) : MemoryStream(Encoding.UTF8.GetBytes(text), writable: false)
    {
        public bool Begun { get; private set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Begun = true;
            return base.Read(buffer, offset, count);
        }

        public override int Read(Span<byte> buffer)
        {
            Begun = true;
            return base.Read(buffer);
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            Begun = true;
            return base.ReadAsync(buffer, offset, count, cancellationToken);
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Begun = true;
            return base.ReadAsync(buffer, cancellationToken);
        }

        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
        {
            Begun = true;
            return base.CopyToAsync(destination, bufferSize, cancellationToken);
        }
    }
}
