using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Platforms.Telegram;
using ContentFactory.Tests.Platforms.Telegram;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Access;

/// <summary>A domain whose notices go out: with an address of its own and a bot beside a server that speaks the Bot API.</summary>
public sealed class NoticeDomain : TestDomain
{
    private const string Sent = """{"message_id":1,"date":1790000000,"chat":{"id":77,"type":"private"}}""";

    internal TelegramRecorder Telegram { get; private set; } = null!;
    internal BotPostLoop Messages => Services.GetRequiredService<BotPostLoop>();

    protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings => BotDomain.SettingsFor(Telegram).Append(KeyValuePair.Create("PublicUrl", (string?)"https://app.example.test"));

    public override async Task InitializeAsync()
    {
        Telegram = await TelegramRecorder.StartAsync();
        Answer(Replies.Ok(Sent));
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        Assert.Empty(Telegram.Violations);
        await Telegram.DisposeAsync();
    }

    internal void Answer(Func<Microsoft.AspNetCore.Http.HttpContext, Task> reply) => Telegram.On("sendMessage", reply);

    internal void AnswerAgain() => Answer(Replies.Ok(Sent));

    public Task<int> ForwardAsync() => Services.GetRequiredService<NoticePost>().ForwardAsync(default);

    /// <summary>Tells owner and approver of so many things that differ by their link.</summary>
    internal Task TellAsync(TestTenant tenant, int count = 1, string key = "Publishing.Notice_Failed") => tenant.DbAsync(async db =>
    {
        var notices = Enumerable.Range(1, count).Select(i => new Notice(tenant.Id, key, [$"Post {i}", "News"], $"publications/{i}", Notice.Deciders, [])).ToList();
        await db.SaveAndTellAsync(notices, Clock.GetUtcNow(), default);
        return count;
    });

    public async Task LinkTelegramAsync(Guid personId, long user) =>
        Assert.Equal(1, await OwnerlessAsync($"insert into person_telegrams (person_id, telegram_user_id, shown, linked_at) values ('{personId}', {user}, '@x', now())"));

    public async Task<List<Letter>> LettersAsync(TestTenant tenant, MemberRole role)
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AccessDb>();
        var email = await db.Users.Where(p => p.Id == tenant.Person(role)).Select(p => p.Email).SingleAsync();
        return await db.Letters.AsNoTracking().Where(l => l.To == email).OrderBy(l => l.CreatedAt).ToListAsync();
    }

    public async Task<List<BotMessage>> MessagesAsync(long chat)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AccessDb>().Set<BotMessage>().AsNoTracking().Where(m => m.ChatId == chat).ToListAsync();
    }

    public async Task ChooseAsync(Guid personId, bool byEmail, bool byTelegram)
    {
        await using var scope = Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<OwnNotices>().SaveAsync(personId, byEmail, byTelegram, default);
    }

    public async Task<int> OwnerlessAsync(string sql)
    {
        await using var connection = await Sql.OpenAsync(Database.ConnectionString("cf_system"));
        await using var command = new Npgsql.NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync();
    }
}
