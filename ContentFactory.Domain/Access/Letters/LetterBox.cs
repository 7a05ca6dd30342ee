using System.Globalization;
using System.Resources;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ContentFactory.Domain.Access;

/// <summary>A letter as the mailbox page shows it.</summary>
public sealed record LetterCard(
    Guid Id, string To, string Culture, string Subject, string Text, LetterState State, DateTimeOffset CreatedAt, DateTimeOffset? SentAt, int Attempts, string? LastError);

/// <summary>Writes letters into the outbox in the language of their reader. Sending is another's work: a row first, then the act.</summary>
public sealed class LetterBox(AccessDb db, Caller caller, IOptions<AccessOptions> access, Changes changes, TimeProvider clock)
{
    /// <summary>How long what these letters bring opens something, at the most.</summary>
    private static readonly TimeSpan SecretLife = TimeSpan.FromMinutes(15);

    private static readonly HashSet<string> WithSecret = ["RegisterCode", "ResetCode", "ProofCode", "OutsideCode", "OutsideNewCode", "SignInLink"];

    private static readonly ResourceManager Words = new(typeof(Texts));

    /// <summary>
    /// Texts "Letter_{name}_Subject" and "Letter_{name}_Text" of this feature, with <paramref name="args"/> in both. A line of the text that is
    /// nothing but a link to this installation becomes the letter's button, which says "Letter_{name}_Button" where there is such a text.
    /// </summary>
    public async Task QueueAsync(string to, string language, string name, CancellationToken ct, params object[] args)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        var now = clock.GetUtcNow();
        var values = args.Select(OneLine).ToArray();
        var subject = Say(culture, $"Letter_{name}_Subject", values);
        db.Letters.Add(new Letter(Ids.New(now), to, language, Cut(subject), Say(culture, $"Letter_{name}_Text", values), now)
        {
            Button = Words.GetString($"Letter_{name}_Button", culture),
            SecretUntil = WithSecret.Contains(name) ? now + SecretLife : null,
        });
        await db.SaveChangesAsync(ct);
        changes.Notify(Guid.Empty, ChangeTopics.Letters);
    }

    /// <summary>The same in a tenant's own transaction, which may write a letter and read none: it goes out if that commits.</summary>
    internal static Task QueueAsync(AppDb rows, string to, string language, string name, DateTimeOffset now, CancellationToken ct, params object[] args)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        var values = args.Select(OneLine).ToArray();
        var (id, subject, text) = (Ids.New(now), Cut(Say(culture, $"Letter_{name}_Subject", values)), Say(culture, $"Letter_{name}_Text", values));
        var button = Words.GetString($"Letter_{name}_Button", culture);
        return rows.Database.ExecuteSqlAsync($"""
            insert into letters (id, to_address, culture, subject, text, button, state, attempts, due_at, created_at)
            values ({id}, {to}, {language}, {subject}, {text}, {button}, 'due', 0, {now}, {now})
            """, ct);
    }

    /// <summary>A letter that another feature has worded, with the id that it keeps.</summary>
    internal static Task QueueAsync(AppDb rows, Guid id, string to, string language, string subject, string text, string? button, DateTimeOffset now, CancellationToken ct) =>
        rows.Database.ExecuteSqlAsync($"""
            insert into letters (id, to_address, culture, subject, text, button, state, attempts, due_at, created_at)
            values ({id}, {to}, {language}, {Cut(subject)}, {text}, {button}, 'due', 0, {now}, {now})
            """, ct);

    /// <summary>A word of this feature in a language, to be put into a letter.</summary>
    internal static string Word(CultureInfo culture, string key, params object[] args) => Say(culture, key, [.. args.Select(OneLine)]);

    /// <summary>For the mailbox page only.</summary>
    /// <param name="reader">The administrator who opens it, which the audit log keeps; in Development the mailbox is everybody's.</param>
    public async Task<IReadOnlyList<LetterCard>> LatestAsync(Actor? reader, CancellationToken ct)
    {
        if (!access.Value.OpenMailbox)
        {
            if (reader is null)
                throw new NotPermittedException(Permission.ReadLetters);
            reader.Demand(Permission.ReadLetters);
            db.Audit(reader, caller.Origin, Permission.ReadLetters, "mailbox", null, null, null, clock.GetUtcNow());
            await db.SaveChangesAsync(ct);
        }
        return await db.Letters.AsNoTracking().OrderByDescending(l => l.CreatedAt).Take(50)
            .Select(l => new LetterCard(l.Id, l.To, l.Culture, l.Subject, l.Text, l.State, l.CreatedAt, l.SentAt, l.Attempts, l.LastError)).ToListAsync(ct);
    }

    private static string Say(CultureInfo culture, string key, object[] args) =>
        string.Format(culture, Words.GetString(key, culture) ?? throw new InvalidOperationException($"No text {key}"), args);

    // what people typed must not begin a line of its own: neither a header nor something that looks like the letter's link
    private static object OneLine(object value) =>
        value is string text ? string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)) : value;

    internal static string Cut(string subject) =>
        subject.Length <= Letter.SubjectLength ? subject : subject[..(char.IsHighSurrogate(subject[Letter.SubjectLength - 1]) ? Letter.SubjectLength - 1 : Letter.SubjectLength)];
}
