using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Tests.Platforms.Telegram;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Access;

public sealed class NoticePostTests(NoticeDomain domain) : IClassFixture<NoticeDomain>
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5.1);
    private static int tenants;

    [Fact]
    public async Task Three_hundred_failures_are_one_letter_to_each_who_decides()
    {
        var tenant = await TenantAsync();
        await domain.TellAsync(tenant, 300);
        Assert.Equal(0, await domain.ForwardAsync());
        await domain.AdvanceAsync(Window);

        await Task.WhenAll(domain.ForwardAsync(), domain.ForwardAsync(), domain.ForwardAsync());
        await domain.ForwardAsync();

        var letter = Assert.Single(await domain.LettersAsync(tenant, MemberRole.Owner));
        Assert.Single(await domain.LettersAsync(tenant, MemberRole.Approver));
        Assert.Empty(await domain.LettersAsync(tenant, MemberRole.Viewer));
        Assert.Equal(20, letter.Text.Split('\n').Count(l => l.StartsWith('•')));
        Assert.Contains("280", letter.Text, StringComparison.Ordinal);
        Assert.Contains($"https://app.example.test/t/{tenant.Slug}\n", letter.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_notice_is_its_own_subject_in_the_language_of_its_reader()
    {
        var tenant = await TenantAsync();
        await domain.OwnerlessAsync($"update people set language = 'en' where id = '{tenant.Person(MemberRole.Owner)}'; update people set language = 'ru' where id = '{tenant.Person(MemberRole.Approver)}'");
        await domain.TellAsync(tenant);
        await domain.AdvanceAsync(Window);
        await domain.ForwardAsync();

        var (english, russian) = (Assert.Single(await domain.LettersAsync(tenant, MemberRole.Owner)), Assert.Single(await domain.LettersAsync(tenant, MemberRole.Approver)));
        Assert.Equal("«Post 1» не вышел в канале News.", russian.Subject);
        Assert.Equal(("en", "ru"), (english.Culture, russian.Culture));
        Assert.NotEqual(russian.Subject, english.Subject);
        Assert.Contains($"https://app.example.test/t/{tenant.Slug}/publications/1", english.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_read_in_time_or_is_not_urgent_makes_no_letter()
    {
        var tenant = await TenantAsync();
        await domain.TellAsync(tenant);
        await domain.TellAsync(tenant, key: "Content.Notice_Ready");
        await tenant.AsAsync<Notifications, Result>(MemberRole.Owner, n => n.MarkAllReadAsync(default));
        await domain.AdvanceAsync(Window);
        await domain.ForwardAsync();

        Assert.Empty(await domain.LettersAsync(tenant, MemberRole.Owner));
        Assert.Single(await domain.LettersAsync(tenant, MemberRole.Approver));
    }

    [Fact]
    public async Task Each_hears_of_it_the_way_they_chose()
    {
        var tenant = await TenantAsync();
        var (owner, approver) = (tenant.Person(MemberRole.Owner), tenant.Person(MemberRole.Approver));
        await domain.LinkTelegramAsync(owner, 7001);
        await domain.LinkTelegramAsync(approver, 7002);
        await domain.ChooseAsync(owner, byEmail: false, byTelegram: true);
        await domain.ChooseAsync(approver, byEmail: true, byTelegram: false);
        await domain.TellAsync(tenant);
        await domain.AdvanceAsync(Window);
        await domain.ForwardAsync();

        Assert.Equal((0, 1), ((await domain.LettersAsync(tenant, MemberRole.Owner)).Count, (await domain.MessagesAsync(7001)).Count));
        Assert.Equal((1, 0), ((await domain.LettersAsync(tenant, MemberRole.Approver)).Count, (await domain.MessagesAsync(7002)).Count));
    }

    [Fact]
    public async Task The_address_and_the_chat_of_the_workspace_hear_once()
    {
        var tenant = await TenantAsync();
        await SetAsync(tenant, Seed.Email(MemberRole.Viewer, tenant.Slug), "-1007003");
        await domain.TellAsync(tenant, 3);
        await domain.AdvanceAsync(Window);
        await domain.ForwardAsync();

        var letter = Assert.Single(await domain.LettersAsync(tenant, MemberRole.Viewer));
        Assert.Equal(3, letter.Text.Split('\n').Count(l => l.StartsWith('•')));
        Assert.Equal(3, Assert.Single(await domain.MessagesAsync(-1007003)).Text.Split('\n').Count(l => l.StartsWith('•')));
    }

    [Fact]
    public async Task Who_does_not_belong_to_the_workspace_hears_nothing_of_it()
    {
        var (tenant, other) = (await TenantAsync(), await TenantAsync());
        await domain.LinkTelegramAsync(other.Person(MemberRole.Owner), 7020);
        await domain.LinkTelegramAsync(tenant.Person(MemberRole.Viewer), 7021);
        await SetAsync(tenant, Seed.Email(MemberRole.Owner, other.Slug), "7020");
        await ForwardAsync(tenant, "Publishing.Notice_Failed");
        await domain.OwnerlessAsync($"update people set email_confirmed = false where id = '{tenant.Person(MemberRole.Viewer)}'");
        await SetAsync(tenant, Seed.Email(MemberRole.Viewer, tenant.Slug), "7021");
        await ForwardAsync(tenant, "Publishing.Notice_Held");

        Assert.Empty(await domain.LettersAsync(other, MemberRole.Owner));
        Assert.Empty(await domain.MessagesAsync(7020));
        Assert.Empty(await domain.LettersAsync(tenant, MemberRole.Viewer));
        Assert.Single(await domain.MessagesAsync(7021));
    }

    [Fact]
    public async Task What_happens_again_after_an_hour_is_a_letter_again()
    {
        var tenant = await TenantAsync();
        await ForwardAsync(tenant, "Publishing.Notice_FailedMany");
        await ForwardAsync(tenant, "Publishing.Notice_FailedMany");
        Assert.Single(await domain.LettersAsync(tenant, MemberRole.Owner));

        await domain.AdvanceAsync(TimeSpan.FromHours(1));
        await ForwardAsync(tenant, "Publishing.Notice_FailedMany");
        Assert.Equal(2, (await domain.LettersAsync(tenant, MemberRole.Owner)).Count);
    }

    [Fact]
    public async Task What_goes_on_happening_does_not_put_off_its_letter()
    {
        var tenant = await TenantAsync();
        for (var i = 0; i < 3; i++)
        {
            await domain.TellAsync(tenant);
            await domain.AdvanceAsync(TimeSpan.FromMinutes(2));
        }
        await domain.ForwardAsync();

        Assert.Single(await domain.LettersAsync(tenant, MemberRole.Owner));
    }

    [Fact]
    public async Task An_answer_of_telegram_that_was_lost_is_not_asked_for_again()
    {
        var chat = await WaitingAsync(7010);
        domain.Answer(Replies.Reset);
        Assert.True(await domain.Messages.SendNextAsync(default));
        domain.AnswerAgain();
        await domain.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.False(await domain.Messages.SendNextAsync(default));
        Assert.Equal((LetterState.Unknown, 1), await StateAsync(chat));
    }

    [Fact]
    public async Task A_rate_limit_of_telegram_makes_the_message_wait()
    {
        var chat = await WaitingAsync(7011);
        domain.Answer(Replies.Refused(429, "Too Many Requests: retry after 120", """{"retry_after":120}"""));
        for (var i = 0; i < 9; i++)
        {
            Assert.True(await domain.Messages.SendNextAsync(default));
            Assert.False(await domain.Messages.SendNextAsync(default));
            await domain.AdvanceAsync(TimeSpan.FromSeconds(121));
        }
        domain.AnswerAgain();
        Assert.True(await domain.Messages.SendNextAsync(default));

        Assert.Equal((LetterState.Sent, 1), await StateAsync(chat));
        Assert.Equal(10, domain.Telegram.Calls.Count(c => c.Text("chat_id") == "7011"));
    }

    [Fact]
    public async Task A_chat_that_blocked_the_bot_is_given_up()
    {
        var chat = await WaitingAsync(7012);
        domain.Answer(Replies.Refused(403, "Forbidden: bot was blocked by the user"));
        Assert.True(await domain.Messages.SendNextAsync(default));
        domain.AnswerAgain();

        Assert.False(await domain.Messages.SendNextAsync(default));
        Assert.Equal((LetterState.Failed, 1), await StateAsync(chat));
    }

    private static async Task SetAsync(TestTenant tenant, string email, string chat)
    {
        var values = new Dictionary<string, string> { [SettingCatalogue.NoticeEmail.Name] = email, [SettingCatalogue.NoticeChat.Name] = chat };
        Assert.True((await tenant.AsAsync<SettingsEditor, Result>(MemberRole.Owner, e => e.SetAsync(null, values, default))).Ok);
    }

    private async Task ForwardAsync(TestTenant tenant, string key)
    {
        await domain.TellAsync(tenant, key: key);
        await domain.AdvanceAsync(Window);
        await domain.ForwardAsync();
    }

    private async Task<long> WaitingAsync(long chat)
    {
        await domain.OwnerlessAsync("delete from bot_messages");
        var tenant = await TenantAsync();
        await domain.LinkTelegramAsync(tenant.Person(MemberRole.Owner), chat);
        await domain.TellAsync(tenant);
        await domain.AdvanceAsync(Window);
        await domain.ForwardAsync();
        return chat;
    }

    private async Task<(LetterState, int)> StateAsync(long chat) => Assert.Single(await domain.MessagesAsync(chat)) is var m ? (m.State, m.Attempts) : default;

    private Task<TestTenant> TenantAsync() => domain.AddTenantAsync($"post{Interlocked.Increment(ref tenants)}");
}
