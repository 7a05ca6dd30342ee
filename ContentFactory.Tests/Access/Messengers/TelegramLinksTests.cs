using ContentFactory.Domain.Access;
using ContentFactory.Tests.Platforms.Telegram;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Access;

/// <summary>Which Telegram account acts as whom, and codes that were sent late, twice, by others.</summary>
public sealed class TelegramLinksTests(BotDomain domain) : IClassFixture<BotDomain>
{
    [Fact]
    public async Task A_code_links_its_sender_once()
    {
        var person = await domain.AddPersonAsync("once@telegram.example");
        var code = (await domain.NewCodeAsync(person)).Value;

        Assert.Contains("once", await domain.WriteAsync(77, $"/start {code}"), StringComparison.Ordinal);
        Assert.Equal(("@pavel77", person), (await domain.Links.LinkedAsync(person, default), await domain.Links.PersonOfAsync(77, default)));
        Assert.Contains("Connections", await domain.WriteAsync(78, $"/start {code}"), StringComparison.Ordinal);
        Assert.Null(await domain.Links.PersonOfAsync(78, default));
        Assert.Equal("Access.TelegramLinked", (await domain.NewCodeAsync(person)).Problem?.TextKey);
    }

    [Fact]
    public async Task Of_many_who_send_a_code_one_is_linked()
    {
        var person = await domain.AddPersonAsync("race@telegram.example");
        var code = (await domain.NewCodeAsync(person)).Value;
        var answers = await Task.WhenAll(Enumerable.Range(200, 8).Select(user => domain.Links.LinkAsync(code, user, "@x", default)));

        Assert.Single(answers, a => a.Outcome is TelegramLinking.Linked);
        Assert.Equal(7, answers.Count(a => a.Outcome is TelegramLinking.CodeOver));
    }

    [Fact]
    public async Task An_expired_and_a_replaced_code_link_nobody()
    {
        var person = await domain.AddPersonAsync("late@telegram.example");
        var first = (await domain.NewCodeAsync(person)).Value;
        var second = (await domain.NewCodeAsync(person)).Value;
        Assert.Equal(TelegramLinking.CodeOver, (await domain.Links.LinkAsync(first, 301, "@x", default)).Outcome);
        await domain.AdvanceAsync(TimeSpan.FromMinutes(11));

        Assert.Equal(TelegramLinking.CodeOver, (await domain.Links.LinkAsync(second, 301, "@x", default)).Outcome);
        Assert.Null(await domain.Links.LinkedAsync(person, default));
    }

    [Fact]
    public async Task A_code_ends_with_the_sessions_of_its_person()
    {
        var person = await domain.AddPersonAsync("reset@telegram.example");
        var code = (await domain.NewCodeAsync(person)).Value;
        await domain.OwnerSqlAsync<Guid>($"update people set security_stamp = 'after a reset' where id = '{person}' returning id");

        Assert.Equal(TelegramLinking.CodeOver, (await domain.Links.LinkAsync(code, 350, "@thief", default)).Outcome);
        Assert.Null(await domain.Links.LinkedAsync(person, default));
    }

    [Fact]
    public async Task An_account_linked_elsewhere_stays_there()
    {
        var (owner, other) = (await domain.AddPersonAsync("owner@telegram.example"), await domain.AddPersonAsync("other@telegram.example"));
        await domain.Links.LinkAsync((await domain.NewCodeAsync(owner)).Value, 401, "@x", default);
        var code = (await domain.NewCodeAsync(other)).Value;

        Assert.Equal(TelegramLinking.Taken, (await domain.Links.LinkAsync(code, 401, "@x", default)).Outcome);
        Assert.Equal(owner, await domain.Links.PersonOfAsync(401, default));
        Assert.Null(await domain.Links.LinkedAsync(other, default));
        Assert.Equal(TelegramLinking.CodeOver, (await domain.Links.LinkAsync(code, 402, "@y", default)).Outcome);
    }

    [Fact]
    public async Task Either_side_can_unlink_and_link_again()
    {
        var person = await domain.AddPersonAsync("unlink@telegram.example");
        await domain.Links.LinkAsync((await domain.NewCodeAsync(person)).Value, 501, "@x", default);
        Assert.Contains("Отвязано", await domain.WriteAsync(501, "/stop", language: "ru"), StringComparison.Ordinal);
        Assert.Null(await domain.Links.PersonOfAsync(501, default));

        await domain.Links.LinkAsync((await domain.NewCodeAsync(person)).Value, 501, "@x", default);
        Assert.True((await domain.Links.UnlinkAsync(await domain.SignedInAsync(person), default)).Ok);
        Assert.Null(await domain.Links.LinkedAsync(person, default));
    }

    [Fact]
    public async Task Linking_and_unlinking_are_told_and_audited()
    {
        var person = await domain.AddPersonAsync("told@telegram.example");
        await domain.Links.LinkAsync((await domain.NewCodeAsync(person)).Value, 551, "@told", default);
        await domain.Links.LinkAsync((await domain.NewCodeAsync(await domain.AddPersonAsync("taken@telegram.example"))).Value, 551, "@told", default);
        await domain.WriteAsync(551, "/stop");
        await domain.WriteAsync(551, "/stop");
        await using var connection = await Sql.OpenAsync(domain.Database.ConnectionString("cf_system"));
        var trail = await Sql.RowsAsync(connection, "select coalesce(before ->> 'Shown', '') || ' > ' || coalesce(after ->> 'Shown', '') from audit_log where entity = 'telegram' and person_id = $1", r => r.GetString(0), person);
        var letters = await Sql.RowsAsync(connection, "select subject from letters where to_address in ('told@telegram.example', 'taken@telegram.example')", r => r.GetString(0));

        Assert.Equal([" > @told", "@told > "], trail.Order(StringComparer.Ordinal));
        Assert.Equal(["Telegram больше не действует от вашего имени", "Telegram теперь действует от вашего имени"], letters.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_deactivated_person_acts_by_no_telegram()
    {
        var person = await domain.AddPersonAsync("gone@telegram.example");
        await domain.Links.LinkAsync((await domain.NewCodeAsync(person)).Value, 601, "@x", default);
        await using (var connection = await Sql.OpenAsync(domain.Database.ConnectionString("cf_system")))
            await Sql.RunAsync(connection, "update people set deactivated_at = now() where id = $1", person);

        Assert.Null(await domain.Links.PersonOfAsync(601, default));
    }

    [Fact]
    public async Task Guesses_of_one_telegram_account_come_to_an_end()
    {
        var person = await domain.AddPersonAsync("guess@telegram.example");
        var code = (await domain.NewCodeAsync(person)).Value;
        for (var n = 0; n < 10; n++)
            Assert.Equal(TelegramLinking.CodeOver, (await domain.Links.LinkAsync($"guess-{n}", 701, "@x", default)).Outcome);

        Assert.Equal(TelegramLinking.TooMany, (await domain.Links.LinkAsync(code, 701, "@x", default)).Outcome);
        Assert.Null(await domain.Links.LinkedAsync(person, default));
    }

    [Fact]
    public async Task A_group_gets_no_answer_and_a_stranger_an_explanation()
    {
        var person = await domain.AddPersonAsync("group@telegram.example");
        var code = (await domain.NewCodeAsync(person)).Value;

        Assert.Null(await domain.WriteAsync(801, $"/start {code}", chat: "group"));
        Assert.Null(await domain.Links.LinkedAsync(person, default));
        Assert.Contains("ContentFactory", await domain.WriteAsync(801, "hello"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silent_telegram_gives_no_link_and_no_offset()
    {
        domain.Telegram.On("getUpdates", Replies.Refused(500, "Internal Server Error"));
        Assert.Null(await domain.Bot.ReadOnceAsync(5, default));
    }

    [Fact]
    public async Task The_database_keeps_codes_as_hashes_only()
    {
        var person = await domain.AddPersonAsync("hash@telegram.example");
        var code = (await domain.NewCodeAsync(person)).Value;
        await using var connection = await Sql.OpenAsync(domain.Database.ConnectionString("cf_system"));
        var rows = await Sql.RowsAsync(connection, "select encode(code_hash, 'escape') || encode(code_hash, 'base64') from telegram_codes where person_id = $1", r => r.GetString(0), person);

        Assert.DoesNotContain(code, Assert.Single(rows), StringComparison.Ordinal);
    }
}
