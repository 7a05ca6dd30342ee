using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using Microsoft.AspNetCore.DataProtection;

namespace ContentFactory.Tests.Bench;

/// <summary>Whether the time of a comparison tells how much of a secret was guessed: many samples for each length of a right beginning, and the line through them.</summary>
internal static class SecretsBench
{
    private const int Samples = 100_000;
    private const double MostT = 4;

    public static Task<int> RunAsync()
    {
        var lines = new List<Line> { Shown(Measure("code of six digits", 6, Code())), Shown(Measure("token of a link", 32, Link())), Shown(Measure("cookie of a session", 64, Cookie())) };
        var within = lines.All(l => Math.Abs(l.T) < MostT);
        Console.WriteLine(JsonSerializer.Serialize(new { samples = Samples, within, lines }, JsonSerializerOptions.Web));
        return Task.FromResult(within ? 0 : 1);
    }

    /// <summary>As EntryCodes compares: the hash of what was typed, under the browser's key, with the hash that is kept.</summary>
    private static Func<int, Action> Code()
    {
        var ticket = EntryTicket.New(Ids.New(TimeProvider.System.GetUtcNow()));
        var kept = ticket.HashOf("314159");
        return right =>
        {
            var typed = "314159"[..right] + new string('0', 6 - right);
            return () => CryptographicOperations.FixedTimeEquals(ticket.HashOf(typed), kept);
        };
    }

    /// <summary>As SignInLinks looks one up: the database compares hashes, of which no guess knows a beginning.</summary>
    private static Func<int, Action> Link()
    {
        var token = RandomNumberGenerator.GetBytes(32);
        var kept = SHA256.HashData(token);
        return right =>
        {
            var typed = token.Select((b, n) => n < right ? b : (byte)~b).ToArray();
            return () => SHA256.HashData(typed).AsSpan().SequenceEqual(kept);
        };
    }

    /// <summary>As the cookie is opened; what follows the right beginning is wrong.</summary>
    private static Func<int, Action> Cookie()
    {
        var protector = new EphemeralDataProtectionProvider().CreateProtector("cookie");
        var sealedText = protector.Protect(Encoding.UTF8.GetBytes(new string('s', 200)));
        return right =>
        {
            // behind the magic number and the key's name, without which it is not even tried
            var typed = sealedText.Select((b, n) => n < 20 + right ? b : (byte)~b).ToArray();
            return () =>
            {
                try
                {
                    protector.Unprotect(typed);
                }
                catch (CryptographicException)
                {
                }
            };
        };
    }

    private static Line Measure(string name, int length, Func<int, Action> guess)
    {
        int[] lengths = [.. Enumerable.Range(0, 6).Select(n => n * (length - 1) / 5).Distinct()];
        var guesses = lengths.Select(guess).ToArray();
        var samples = name.StartsWith("cookie", StringComparison.Ordinal) ? Samples / 10 : Samples;
        var turns = Enumerable.Range(0, samples * lengths.Length).Select(n => n % lengths.Length).ToArray();
        Random.Shared.Shuffle(turns);
        foreach (var n in turns.Take(2000))
            guesses[n]();
        var (x, y) = (new List<double>(turns.Length), new List<double>(turns.Length));
        foreach (var n in turns)
        {
            var begun = Stopwatch.GetTimestamp();
            guesses[n]();
            y.Add(Stopwatch.GetElapsedTime(begun).TotalNanoseconds);
            x.Add(lengths[n]);
        }
        // the machine interrupts now and then
        var limit = y.Order().ElementAt((int)(y.Count * 0.9));
        var kept = Enumerable.Range(0, y.Count).Where(i => y[i] <= limit).ToList();
        var (slope, t) = Welch.Line([.. kept.Select(i => x[i])], [.. kept.Select(i => y[i])]);
        return new(name, samples, Math.Round(y.Order().ElementAt(y.Count / 2)), Math.Round(slope, 4), Math.Round(t, 2));
    }

    private static Line Shown(Line line)
    {
        Console.WriteLine($"{line.Name,-20} {line.Samples} samples per length   median {line.MedianNs} ns   slope {line.SlopeNs:+0.0000;-0.0000} ns per right sign   t {line.T:+0.00;-0.00}");
        return line;
    }

    private sealed record Line(string Name, int Samples, double MedianNs, double SlopeNs, double T);
}
