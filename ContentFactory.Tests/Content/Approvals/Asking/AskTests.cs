using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Content.Approvals.Asking;

/// <summary>Approvers decide by buttons in Telegram: about the version they were asked about, as themselves, with the rights they have then.</summary>
public sealed class AskTests(AskDomain domain) : IClassFixture<AskDomain>
{
    private static long users = 1000;

    [Fact]
    public async Task An_approver_is_asked_once_and_approves_by_the_button()
    {
        var (tenant, user) = await LinkedAsync();
        var post = await tenant.WaitingAsync("The words of the post");
        var ask = Assert.Single(await domain.RoundAsync());
        Assert.Equal(("sendMessage", $"{user}"), (ask.Method, ask.Text("chat_id")));
        Assert.Contains("The words of the post", ask.Text("text"), StringComparison.Ordinal);
        Assert.Contains($"https://app.example.test/t/{tenant.Slug}/content/{post.Id}", ask.Text("text"), StringComparison.Ordinal);
        Assert.All(new[] { 0, 1 }, n => Assert.InRange(AskDomain.ButtonOf(ask, n).Length, 1, 64));
        Assert.Empty(await domain.RoundAsync());

        Assert.Equal("Согласовано.", await domain.PressAsync(user, AskDomain.ButtonOf(ask, 0)));

        var view = await tenant.ViewAsync(post.Id);
        Assert.Equal((PostStatus.Approved, "approver"), (view.Status, view.ApproverName));
        Assert.Equal("Telegram", await tenant.DbAsync(db => db.AuditLog.Where(a => a.Action == Permission.ApprovePosts).Select(a => a.UserAgent).SingleAsync()));
        var edit = Assert.Single(await domain.RoundAsync());
        Assert.Equal(("editMessageText", null), (edit.Method, edit.Json!["reply_markup"]));
        Assert.EndsWith("✓ Согласовано: approver", edit.Text("text"), StringComparison.Ordinal);
        Assert.Empty(await domain.RoundAsync());
    }

    [Fact]
    public async Task A_node_whose_clock_is_ahead_asks_nobody_twice()
    {
        var (tenant, user) = await LinkedAsync();
        var post = await tenant.WaitingAsync();
        await tenant.DbAsync(db => db.Database.ExecuteSqlAsync($"update posts set ready_at = ready_at + interval '20 seconds' where id = {post.Id}"));
        var ask = Assert.Single(await domain.RoundAsync());

        Assert.Empty(await domain.RoundAsync());
        Assert.Equal("Согласовано.", await domain.PressAsync(user, AskDomain.ButtonOf(ask, 0)));
    }

    [Fact]
    public async Task Whoever_links_another_account_is_asked_there_and_not_answered_from_the_old_one()
    {
        var (tenant, user) = await LinkedAsync();
        var post = await tenant.WaitingAsync();
        var old = Assert.Single(await domain.RoundAsync());
        var other = Interlocked.Increment(ref users);
        await domain.LinkTelegramAsync(tenant.Person(MemberRole.Approver), other);

        var calls = await domain.RoundAsync();

        var ask = Assert.Single(calls, c => c.Method == "sendMessage");
        Assert.Equal($"{other}", ask.Text("chat_id"));
        Assert.Single(calls, c => c.Method == "editMessageText");
        await domain.PressAsync(user, AskDomain.ButtonOf(old, 0));
        Assert.Equal(PostStatus.Ready, (await tenant.ViewAsync(post.Id)).Status);
        Assert.Equal("Согласовано.", await domain.PressAsync(other, AskDomain.ButtonOf(ask, 0)));
    }

    [Fact]
    public async Task The_question_names_the_link_and_that_the_text_goes_on()
    {
        var (tenant, _) = await LinkedAsync();
        var post = await tenant.NewAsync("x");
        await tenant.AsAsync<PostEditor, Result<int>>(MemberRole.Editor, e => e.SaveAsync(post.Id, post.Version, PostRig.Text(new string('a', 3000), "bread") with { Link = "https://shop.example/cup" }));
        Assert.True((await tenant.ReadyAsync(await tenant.ViewAsync(post.Id))).Ok);

        var text = Assert.Single(await domain.RoundAsync()).Text("text")!;

        Assert.Contains("https://shop.example/cup", text, StringComparison.Ordinal);
        Assert.Contains("Текст длиннее", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejecting_asks_for_the_reason_and_takes_it_from_the_answer()
    {
        var (tenant, user) = await LinkedAsync();
        var post = await tenant.WaitingAsync();
        var ask = Assert.Single(await domain.RoundAsync());
        Assert.NotNull(await domain.PressAsync(user, AskDomain.ButtonOf(ask, 1)));
        var question = domain.LastMessage;
        Assert.Equal("True", domain.Telegram.Calls.Last(c => c.Method == "sendMessage").Json!["reply_markup"]!["force_reply"]!.ToString(), ignoreCase: true);
        Assert.Equal(PostStatus.Ready, (await tenant.ViewAsync(post.Id)).Status);
        Assert.Equal("Напишите, что исправить.", await domain.ReplyAsync(user, question, "  "));
        Assert.Contains("вернулась автору", await domain.ReplyAsync(user, question, "Other picture"), StringComparison.Ordinal);
        var view = await tenant.ViewAsync(post.Id);
        Assert.Equal((PostStatus.Draft, "Other picture"), (view.Status, view.RejectionComment));
        Assert.EndsWith("↩ Возвращено с комментарием", Assert.Single(await domain.RoundAsync()).Text("text"), StringComparison.Ordinal);
        Assert.Equal("Здесь уже всё решено.", await domain.ReplyAsync(user, question, "again"));
        Assert.Equal(1, await tenant.AuditedAsync(Permission.ApprovePosts));
    }

    [Fact]
    public async Task A_reason_counts_for_a_day()
    {
        var (tenant, user) = await LinkedAsync();
        var post = await tenant.WaitingAsync();
        await domain.PressAsync(user, AskDomain.ButtonOf(Assert.Single(await domain.RoundAsync()), 1));
        var question = domain.LastMessage;
        await domain.AdvanceAsync(TimeSpan.FromHours(25));
        Assert.Contains("сутки", await domain.ReplyAsync(user, question, "late"), StringComparison.Ordinal);
        Assert.Equal(PostStatus.Ready, (await tenant.ViewAsync(post.Id)).Status);
    }

    [Fact]
    public async Task An_old_version_takes_no_decision_and_loses_its_buttons()
    {
        var (tenant, user) = await LinkedAsync();
        var post = await tenant.WaitingAsync();
        var old = Assert.Single(await domain.RoundAsync());
        await tenant.SaveAsync(post, "changed");
        await tenant.ReadyAsync(await tenant.ViewAsync(post.Id));
        Assert.Contains("изменили", await domain.PressAsync(user, AskDomain.ButtonOf(old, 0)), StringComparison.Ordinal);
        Assert.Equal(PostStatus.Ready, (await tenant.ViewAsync(post.Id)).Status);
        Assert.Single(await domain.RoundAsync(), c => c.Method == "editMessageText" && c.Text("text")!.EndsWith("Публикацию изменили: откройте её", StringComparison.Ordinal));
        var anew = (await domain.RoundAsync()).Concat(domain.Telegram.Calls).Last(c => c.Method == "sendMessage");
        Assert.Equal("Согласовано.", await domain.PressAsync(user, AskDomain.ButtonOf(anew, 0)));
    }

    [Fact]
    public async Task A_decision_elsewhere_takes_the_buttons_away()
    {
        var (tenant, user) = await LinkedAsync();
        var post = await tenant.WaitingAsync();
        var ask = Assert.Single(await domain.RoundAsync());
        await tenant.ApproveAsync(post.Id, post.Version, MemberRole.Owner);
        Assert.EndsWith("✓ Согласовано: owner", Assert.Single(await domain.RoundAsync()).Text("text"), StringComparison.Ordinal);
        Assert.Equal("Здесь уже всё решено.", await domain.PressAsync(user, AskDomain.ButtonOf(ask, 0)));
    }

    [Fact]
    public async Task A_message_that_was_not_sent_yet_is_withdrawn()
    {
        var (tenant, _) = await LinkedAsync();
        var post = await tenant.WaitingAsync();
        await domain.StepAsync();
        await tenant.ApproveAsync(post.Id, post.Version, MemberRole.Owner);
        Assert.Empty(await domain.RoundAsync());
    }

    [Fact]
    public async Task Only_the_linked_account_of_the_asked_person_decides()
    {
        var (tenant, user) = await LinkedAsync();
        var post = await tenant.WaitingAsync();
        var yes = AskDomain.ButtonOf(Assert.Single(await domain.RoundAsync()), 0);
        var (other, _) = await LinkedAsync();
        var stranger = Interlocked.Read(ref users);
        Assert.Equal("This button is not for your account.", await domain.PressAsync(stranger, yes));
        Assert.Equal("This button is not for your account.", await domain.PressAsync(user, yes[..^4] + "0000"));
        await domain.LinkTelegramAsync(tenant.Person(MemberRole.Approver), Interlocked.Increment(ref users));
        Assert.Contains("больше не", await domain.PressAsync(user, yes), StringComparison.Ordinal);
        Assert.Equal(PostStatus.Ready, (await tenant.ViewAsync(post.Id)).Status);
        Assert.Equal(0, await other.DbAsync(db => db.Posts.CountAsync()));
    }

    [Theory]
    [InlineData("update members set role = 'editor' where person_id = :person")]
    [InlineData("delete from members where person_id = :person")]
    [InlineData("update people set deactivated_at = app_now() where id = :person")]
    [InlineData("update tenants set status = 'suspended' where id = :tenant")]
    public async Task A_right_that_was_lost_since_decides_nothing(string sql)
    {
        var (tenant, user) = await LinkedAsync();
        var post = await tenant.WaitingAsync();
        var yes = AskDomain.ButtonOf(Assert.Single(await domain.RoundAsync()), 0);
        await using (var owner = await Sql.OpenAsync(domain.Database.ConnectionString("cf_owner")))
            await Sql.RunAsync(owner, sql.Replace(":person", $"'{tenant.Person(MemberRole.Approver)}'", StringComparison.Ordinal).Replace(":tenant", $"'{tenant.Id}'", StringComparison.Ordinal));
        Assert.Contains("больше не", await domain.PressAsync(user, yes), StringComparison.Ordinal);
        Assert.Equal(PostStatus.Ready, await tenant.DbAsync(db => db.Posts.Where(p => p.Id == post.Id).Select(p => p.Status).SingleAsync()));
    }

    [Fact]
    public async Task Of_twenty_presses_at_once_one_decides()
    {
        var (tenant, user) = await LinkedAsync();
        var post = await tenant.WaitingAsync();
        var yes = AskDomain.ButtonOf(Assert.Single(await domain.RoundAsync()), 0);
        var desk = domain.Services.GetRequiredService<BotDesk>();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => desk.PressAsync(new(user, yes, "en"), default)));
        Assert.Equal(PostStatus.Approved, (await tenant.ViewAsync(post.Id)).Status);
        Assert.Equal(1, await tenant.AuditedAsync(Permission.ApprovePosts));
    }

    [Fact]
    public async Task Where_two_have_to_the_first_is_thanked_and_not_asked_again()
    {
        var (tenant, user) = await LinkedAsync();
        await tenant.RequireAsync(2);
        var post = await tenant.WaitingAsync();
        var yes = AskDomain.ButtonOf(Assert.Single(await domain.RoundAsync()), 0);
        await domain.PressAsync(user, yes);
        Assert.EndsWith("Нужно ещё одно согласование.", Assert.Single(await domain.RoundAsync()).Text("text"), StringComparison.Ordinal);
        Assert.Equal("Здесь уже всё решено.", await domain.PressAsync(user, yes));
        Assert.Equal(PostStatus.Ready, (await tenant.ViewAsync(post.Id)).Status);
        await tenant.ApproveAsync(post.Id, post.Version, MemberRole.Owner);
        Assert.Empty(await domain.RoundAsync());
    }

    [Fact]
    public async Task Two_nodes_ask_once()
    {
        var (tenant, _) = await LinkedAsync();
        await tenant.WaitingAsync();
        var written = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => domain.StepAsync()));
        Assert.Equal(1, written.Sum());
        Assert.Equal(1, await tenant.DbAsync(db => db.ApprovalAsks.CountAsync()));
        await domain.RoundAsync();
    }

    [Fact]
    public async Task Who_wants_no_telegram_and_who_wrote_the_post_are_not_asked()
    {
        var (tenant, _) = await LinkedAsync();
        await using (var scope = domain.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<OwnNotices>().SaveAsync(tenant.Person(MemberRole.Approver), true, false, default);
        await domain.LinkTelegramAsync(tenant.Person(MemberRole.Owner), Interlocked.Increment(ref users));
        var post = await tenant.NewAsync("by the owner", MemberRole.Owner);
        Assert.True((await tenant.ReadyAsync(post)).Ok);
        Assert.Empty(await domain.RoundAsync());
    }

    private async Task<(TestTenant Tenant, long User)> LinkedAsync()
    {
        // what other tests left waiting is not this one's
        await domain.RoundAsync();
        var (tenant, user) = (await PostRig.TenantAsync(domain), Interlocked.Increment(ref users));
        await domain.LinkTelegramAsync(tenant.Person(MemberRole.Approver), user);
        return (tenant, user);
    }
}
