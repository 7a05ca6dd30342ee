using System.Globalization;
using System.Resources;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Access;

/// <summary>A letter as the development mailbox shows it.</summary>
public sealed record LetterCard(Guid Id, string To, string Culture, string Subject, string Text, LetterState State, DateTimeOffset CreatedAt);

/// <summary>Writes letters into the outbox in the language of their reader. Sending is another's work: a row first, then the act.</summary>
public sealed class LetterBox(AccessDb db, TimeProvider clock)
{
    private static readonly ResourceManager Words = new(typeof(Texts));

    /// <summary>Texts "Letter_{name}_Subject" and "Letter_{name}_Text" of this feature, with <paramref name="args"/> in both.</summary>
    public async Task QueueAsync(string to, string language, string name, CancellationToken ct, params object[] args)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        var now = clock.GetUtcNow();
        db.Letters.Add(new Letter(Ids.New(now), to, language, Say(culture, $"Letter_{name}_Subject", args), Say(culture, $"Letter_{name}_Text", args), now));
        await db.SaveChangesAsync(ct);
    }

    /// <summary>The same in a tenant's own transaction, which may write a letter and read none: it goes out if that commits.</summary>
    internal static Task QueueAsync(AppDb rows, string to, string language, string name, DateTimeOffset now, CancellationToken ct, params object[] args)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        var (id, subject, text) = (Ids.New(now), PlainText.Cut(Say(culture, $"Letter_{name}_Subject", args), 300), Say(culture, $"Letter_{name}_Text", args));
        return rows.Database.ExecuteSqlAsync($"""
            insert into letters (id, to_address, culture, subject, text, state, attempts, due_at, created_at)
            values ({id}, {to}, {language}, {subject}, {text}, 'due', 0, {now}, {now})
            """, ct);
    }

    /// <summary>A word of this feature in a language, to be put into a letter.</summary>
    internal static string Word(CultureInfo culture, string key) => Say(culture, key, []);

    /// <summary>For the development mailbox only.</summary>
    public async Task<IReadOnlyList<LetterCard>> LatestAsync(CancellationToken ct) =>
        await db.Letters.AsNoTracking().OrderByDescending(l => l.CreatedAt).Take(50)
            .Select(l => new LetterCard(l.Id, l.To, l.Culture, l.Subject, l.Text, l.State, l.CreatedAt)).ToListAsync(ct);

    private static string Say(CultureInfo culture, string key, object[] args) =>
        string.Format(culture, Words.GetString(key, culture) ?? throw new InvalidOperationException($"No text {key}"), args);
}
