using ContentFactory.Domain;
using System.Text;
using ContentFactory.Domain.Access;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Tests.Access;

/// <summary>Codes by letter: how often they may be tried, by whom, and how long.</summary>
public sealed class EntryCodesTests(DoorDomain doors) : IClassFixture<DoorDomain>
{
    [Fact]
    public async Task The_sixth_try_is_refused_even_if_right()
    {
        var address = doors.NewAddress();
        var ticket = (await doors.BeginAsync(address)).Value;
        var code = await SentLetters.CodeAsync(doors.Database, address);
        for (var left = 4; left > 0; left--)
            Assert.Equal(("Access.CodeWrong", left), await WrongAsync());
        Assert.Equal("Access.CodeTriesUsed", (await doors.ConfirmAsync(ticket, DoorDomain.Not(code))).Problem?.TextKey);
        Assert.Equal("Access.CodeTriesUsed", (await doors.ConfirmAsync(ticket, code)).Problem?.TextKey);

        async Task<(string, object)> WrongAsync() => (await doors.ConfirmAsync(ticket, DoorDomain.Not(code))).Problem is { } problem ? (problem.TextKey, problem.Args[0]) : default;
    }

    [Fact]
    public async Task Eighty_tries_at_once_are_examined_five_times()
    {
        var address = doors.NewAddress();
        var ticket = (await doors.BeginAsync(address)).Value;
        var code = await SentLetters.CodeAsync(doors.Database, address);
        var answers = await DoorDomain.AtOnceAsync(80, async _ => (await doors.ConfirmAsync(ticket, DoorDomain.Not(code))).Problem);
        Assert.True(answers.Count(a => a == "Access.CodeWrong") <= 5, string.Join(", ", answers.CountBy(a => a)));
        Assert.Equal(5, await TriesAsync(address));
        Assert.False((await doors.ConfirmAsync(ticket, code)).Ok);
    }

    /// <summary>Guessing turned round: 96 new codes in a day give 15 guesses, a chance of 0.0015 %.</summary>
    [Fact]
    public async Task Many_new_codes_give_fifteen_tries_a_day()
    {
        // the database's clock runs on between the steps
        await doors.AdvanceAsync(TimeSpan.FromMinutes(1));
        var address = doors.NewAddress();
        for (var quarter = 0; quarter < 96; quarter++)
        {
            var begun = await doors.BeginAsync(address, network: $"10.0.0.{quarter}");
            Assert.True(begun.Ok, begun.Problem?.TextKey);
            for (var guess = 0; guess < 3; guess++)
                Assert.False((await doors.ConfirmAsync(begun.Value, DoorDomain.Not(await SentLetters.CodeAsync(doors.Database, address)), network: $"10.0.1.{quarter}")).Ok);
            await doors.AdvanceAsync(TimeSpan.FromMinutes(14.9));
        }
        Assert.Equal(15, await TriesAsync(address));
    }

    [Fact]
    public async Task Used_up_tries_hold_for_every_code_of_an_account()
    {
        var address = doors.NewAddress();
        await doors.AddPersonAsync(address);
        await doors.AdvanceAsync(TimeSpan.FromMinutes(1));
        for (var letter = 0; letter < 4; letter++)
        {
            var reset = (await doors.BeginAsync(address, EntryKind.Reset, $"10.3.0.{letter}")).Value;
            var code = await SentLetters.CodeAsync(doors.Database, address);
            for (var guess = 0; guess < (letter < 3 ? 5 : 3); guess++)
                Assert.Equal(letter < 3 ? "Code" : null, (await doors.ConfirmAsync(reset, DoorDomain.Not(code), EntryKind.Reset)).Problem!.Field);
            await doors.AdvanceAsync(TimeSpan.FromMinutes(2));
        }
        // the owner is told once, with the way that is left
        var told = await SentLetters.LatestAsync(doors.Database, address);
        Assert.Contains("https://doors.example/sign-in/link", told, StringComparison.Ordinal);
        Assert.Equal(5, await SentLetters.CountAsync(doors.Database, address));

        var proof = (await doors.BeginAsync(address, EntryKind.Proof)).Value;
        Assert.Equal(ProblemKind.Limit, (await doors.ConfirmAsync(proof, await SentLetters.CodeAsync(doors.Database, address), EntryKind.Proof)).Problem?.Kind);
    }

    [Fact]
    public async Task Right_codes_use_up_no_tries_of_the_day()
    {
        var address = doors.NewAddress();
        await doors.AddPersonAsync(address);
        for (var day = 0; day < 17; day++)
        {
            await doors.AdvanceAsync(TimeSpan.FromMinutes(13));
            var ticket = (await doors.BeginAsync(address, EntryKind.Proof, $"10.4.0.{day}")).Value;
            Assert.True((await doors.ConfirmAsync(ticket, await SentLetters.CodeAsync(doors.Database, address), EntryKind.Proof)).Ok);
        }
    }

    [Fact]
    public async Task Twenty_letters_in_an_hour_are_five()
    {
        var address = doors.NewAddress();
        var answers = new List<string>();
        await doors.AdvanceAsync(TimeSpan.FromMinutes(1));
        for (var i = 0; i < 20; i++)
        {
            answers.Add((await doors.BeginAsync(address, network: $"10.1.0.{i}")).Problem?.TextKey ?? "ok");
            await doors.AdvanceAsync(TimeSpan.FromMinutes(2));
        }
        Assert.Equal([.. Enumerable.Repeat("ok", 5), .. Enumerable.Repeat("Access.TryLaterMinutes", 15)], answers);
        Assert.Equal(5, await SentLetters.CountAsync(doors.Database, address));
    }

    [Fact]
    public async Task A_second_letter_waits_for_a_minute()
    {
        var address = doors.NewAddress();
        Assert.True((await doors.BeginAsync(address)).Ok);
        Assert.Equal("Access.LetterTooSoon", (await doors.BeginAsync(address.ToUpperInvariant(), network: "other")).Problem?.TextKey);
        await doors.AdvanceAsync(TimeSpan.FromMinutes(2));
        Assert.True((await doors.BeginAsync(address)).Ok);
    }

    [Fact]
    public async Task One_network_gets_thirty_letters_an_hour()
    {
        var answers = new List<string>();
        for (var i = 0; i < 32; i++)
            answers.Add((await doors.BeginAsync(doors.NewAddress(), network: "10.2.0.1")).Problem?.TextKey ?? "ok");
        Assert.Equal(30, answers.Count(a => a == "ok"));
        Assert.Equal("Access.TryLaterMinutes", answers[^1]);
    }

    [Fact]
    public async Task A_code_works_only_with_the_ticket_of_its_browser()
    {
        var (mine, theirs) = (doors.NewAddress(), doors.NewAddress());
        var (ticket, other) = ((await doors.BeginAsync(mine)).Value, (await doors.BeginAsync(theirs)).Value);
        var code = await SentLetters.CodeAsync(doors.Database, mine);
        Assert.Equal("Access.CodeElsewhere", (await doors.ConfirmAsync(null, code)).Problem?.TextKey);
        Assert.Equal("Access.CodeWrong", (await doors.ConfirmAsync(other, code)).Problem?.TextKey);
        Assert.Equal("Access.CodeWrong", (await doors.ConfirmAsync(new EntryTicket(ticket.Id, other.Key), code)).Problem?.TextKey);
        Assert.Equal("Access.CodeElsewhere", (await doors.ConfirmAsync(ticket, code, EntryKind.Reset)).Problem?.TextKey);
        Assert.True((await doors.ConfirmAsync(ticket, code)).Ok);
    }

    [Fact]
    public async Task A_code_given_often_at_once_confirms_once()
    {
        var address = doors.NewAddress();
        var ticket = (await doors.BeginAsync(address)).Value;
        var code = await SentLetters.CodeAsync(doors.Database, address);
        var answers = await doors.HeldAsync(address, 4, async () => (await doors.ConfirmAsync(ticket, code)).Problem);
        Assert.Single(answers, "ok");
    }

    [Fact]
    public async Task A_code_is_dead_after_ten_minutes()
    {
        var address = doors.NewAddress();
        var ticket = (await doors.BeginAsync(address)).Value;
        await doors.AdvanceAsync(TimeSpan.FromMinutes(10));
        Assert.Equal("Access.CodeExpired", (await doors.ConfirmAsync(ticket, await SentLetters.CodeAsync(doors.Database, address))).Problem?.TextKey);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("12345a")]
    [InlineData("١٢٣٤٥٦")]
    public async Task What_is_no_code_costs_no_try(string typed)
    {
        var address = doors.NewAddress();
        var ticket = (await doors.BeginAsync(address)).Value;
        Assert.Equal("Access.CodeMalformed", (await doors.ConfirmAsync(ticket, typed)).Problem?.TextKey);
        Assert.Equal(0, await TriesAsync(address));
        var code = await SentLetters.CodeAsync(doors.Database, address);
        Assert.True((await doors.ConfirmAsync(ticket, $" {code[..3]} {code[3..]}")).Ok);
    }

    [Fact]
    public async Task The_database_holds_no_code_in_the_clear()
    {
        var address = doors.NewAddress();
        await doors.BeginAsync(address);
        var code = await SentLetters.CodeAsync(doors.Database, address);
        var row = await doors.InAsync((AccessDb db) => db.EntryRequests.SingleAsync(r => r.Address == address));
        Assert.DoesNotContain(code, Convert.ToHexString(row.SecretHash) + Encoding.Latin1.GetString(row.SecretHash), StringComparison.Ordinal);
        Assert.Equal(32, row.SecretHash.Length);
    }

    [Fact]
    public async Task Requests_of_yesterday_are_swept_away()
    {
        var address = doors.NewAddress();
        await doors.BeginAsync(address);
        await doors.AdvanceAsync(TimeSpan.FromDays(1.1));
        await doors.InAsync((EntryDesk desk) => desk.SweepAsync(default));
        Assert.False(await doors.InAsync((AccessDb db) => db.EntryRequests.AnyAsync(r => r.Address == address)));
    }

    private Task<int> TriesAsync(string address) => doors.InAsync((AccessDb db) => db.EntryRequests.Where(r => r.Address == address).SumAsync(r => r.Tries));
}
