using System.Net;
using System.Net.Sockets;
using ContentFactory.Domain.Access;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ContentFactory.Tests.Access;

/// <summary>What becomes of a letter when the mail server answers, refuses, is away or breaks off.</summary>
public sealed class LetterSendingTests(LetterDomain domain) : IClassFixture<LetterDomain>
{
    [Theory]
    [InlineData("refused", LetterState.Failed, 0)]
    [InlineData("later", LetterState.Due, 0)]
    [InlineData("full", LetterState.Due, 1)]
    [InlineData("spam", LetterState.Failed, 1)]
    [InlineData("cut", LetterState.Unknown, 1)]
    [InlineData("taken", LetterState.Sent, 1)]
    public async Task The_answer_of_the_server_decides_the_state(string name, LetterState state, int seen)
    {
        var to = $"{name}@state.example";
        var (letter, neighbour) = (await domain.AddAsync(to), await domain.AddAsync($"neighbour-of-{name}@state.example"));
        await domain.SendAllAsync();

        Assert.Equal(state, (await domain.ReadAsync(letter)).State);
        Assert.Equal(LetterState.Sent, (await domain.ReadAsync(neighbour)).State);
        await domain.Mail.ToAsync($"neighbour-of-{name}@state.example");
        Assert.Equal(seen, domain.Mail.Letters.Count(l => l.To == to));
    }

    [Fact]
    public async Task A_letter_cut_after_its_text_is_never_repeated()
    {
        var letter = await domain.AddAsync("cut@once.example");
        await domain.SendAllAsync();
        await domain.AdvanceAsync(TimeSpan.FromHours(3));
        await domain.Queue.SweepAsync(default);
        await domain.SendAllAsync();

        Assert.Equal(LetterState.Unknown, (await domain.ReadAsync(letter)).State);
        Assert.Single(domain.Mail.Letters, l => l.To == "cut@once.example");
    }

    [Fact]
    public async Task A_busy_server_gets_the_letter_after_a_pause()
    {
        var letter = await domain.AddAsync("later@pause.example");
        await domain.SendAllAsync();
        Assert.InRange((await domain.ReadAsync(letter)).DueAt - domain.Clock.GetUtcNow(), TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(100));
        await domain.AdvanceAsync(TimeSpan.FromMinutes(3));
        await domain.SendAllAsync();

        Assert.Equal((LetterState.Sent, 2), ((await domain.ReadAsync(letter)).State, (await domain.ReadAsync(letter)).Attempts));
        Assert.Single(await domain.Mail.ToAsync("later@pause.example"));
    }

    [Fact]
    public async Task A_server_that_is_away_has_received_nothing()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        Assert.Equal(LetterFate.NotSent, (await PostTo("localhost", port, "mail-password").SendAsync(Letter(), default)).Fate);
        Assert.Equal(LetterFate.NotSent, (await PostTo("no-such-host.invalid", 587, "mail-password").SendAsync(Letter(), default)).Fate);
    }

    [Theory]
    [InlineData("127.0.0.1", "mail-password")] // the certificate is for localhost
    [InlineData("localhost", "wrong")]
    public async Task An_untrusted_server_or_refused_password_sends_nothing(string host, string password)
    {
        var outcome = await PostTo(host, domain.Mail.Port, password).SendAsync(Letter("nobody@secrets.example"), default);

        Assert.Equal(LetterFate.NotSent, outcome.Fate);
        Assert.DoesNotContain(domain.Mail.Letters, l => l.To == "nobody@secrets.example");
        Assert.DoesNotContain("mail-password", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tries_end_after_the_set_number()
    {
        var letter = await domain.AddAsync("reader@tries.example");
        for (var n = 1; n <= 8; n++)
        {
            var claimed = await ClaimAsync(letter);
            Assert.True(await domain.Queue.RecordAsync(claimed, new(LetterFate.NotSent, "away")));
            Assert.Equal(n < 8 ? LetterState.Due : LetterState.Failed, (await domain.ReadAsync(letter)).State);
            await domain.AdvanceAsync(TimeSpan.FromHours(1.2));
        }
    }

    [Fact]
    public async Task A_dead_nodes_letter_is_unknown_and_its_late_word_refused()
    {
        var letter = await domain.AddAsync("reader@dead.example");
        var claimed = await ClaimAsync(letter);
        await domain.AdvanceAsync(TimeSpan.FromMinutes(3));
        await domain.Queue.SweepAsync(default);

        Assert.Equal(LetterState.Unknown, (await domain.ReadAsync(letter)).State);
        Assert.False(await domain.Queue.RecordAsync(claimed, new(LetterFate.NotSent, "late")));
        Assert.Equal(LetterState.Unknown, (await domain.ReadAsync(letter)).State);
    }

    [Fact]
    public async Task Many_senders_at_once_take_each_letter_once()
    {
        var letters = new List<string>();
        for (var n = 0; n < 20; n++)
            letters.Add($"{(await domain.AddAsync($"many-{n}@crowd.example")):N}");
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => domain.SendAllAsync()));

        await Task.WhenAll(Enumerable.Range(0, 20).Select(n => domain.Mail.ToAsync($"many-{n}@crowd.example")));
        Assert.Equal(20, domain.Mail.Letters.Count(l => l.To.EndsWith("@crowd.example", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_letter_nobody_could_send_for_a_day_stays_unsent()
    {
        var letter = await domain.AddAsync("reader@old.example");
        await domain.AdvanceAsync(TimeSpan.FromHours(25));
        await domain.SendAllAsync();
        await domain.Queue.SweepAsync(default);

        Assert.Equal((LetterState.Failed, "Overdue"), ((await domain.ReadAsync(letter)).State, (await domain.ReadAsync(letter)).LastError));
    }

    [Theory]
    [InlineData(LetterFate.Sent, true)]
    [InlineData(LetterFate.Refused, true)]
    [InlineData(LetterFate.Unknown, true)]
    [InlineData(LetterFate.NotSent, false)]
    internal async Task A_letter_that_is_done_keeps_no_code(LetterFate fate, bool isBlanked)
    {
        var letter = await domain.AddAsync("reader@blank.example", "123456 is your code", $"Hello Maria,\n\n123456\n\n{LetterDomain.Root}/sign-in/link/abc\n\nNumber 1234567 stays.");
        await domain.Queue.RecordAsync(await ClaimAsync(letter), new(fate));
        var kept = await domain.ReadAsync(letter);

        Assert.Equal(isBlanked ? "•••••• is your code" : "123456 is your code", kept.Subject);
        Assert.Equal(isBlanked, !kept.Text.Contains("abc", StringComparison.Ordinal) && !kept.Text.Contains("\n123456\n", StringComparison.Ordinal));
        Assert.StartsWith("Hello Maria,", kept.Text, StringComparison.Ordinal);
        Assert.EndsWith("Number 1234567 stays.", kept.Text, StringComparison.Ordinal);
    }

    private async Task<DueLetter> ClaimAsync(Guid wanted)
    {
        while (await domain.Queue.ClaimAsync(default) is { } claimed)
            if (claimed.Id == wanted)
                return claimed;
            else
                await domain.Queue.RecordAsync(claimed, new(LetterFate.Refused, "not this one"));
        throw new InvalidOperationException("The letter was not due.");
    }

    private static DueLetter Letter(string to = "reader@somewhere.example") => new(Domain.Ids.New(TimeProvider.System), 1, 1, to, "en", "Subject", "Text", null);

    private SmtpPost PostTo(string host, int port, string password) => new(
        Options.Create(new SmtpOptions { Host = host, Port = port, User = "sender", Password = password, From = "no-reply@factory.example" }),
        domain.Services.GetRequiredService<LetterLook>(), TimeProvider.System);
}
