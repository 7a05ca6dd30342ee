using ContentFactory.Domain.Access;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Access;

/// <summary>What people do to their accounts stands in the audit log: once, with where it came from, without a secret.</summary>
public sealed class AccountTrailTests(DoorsWorld world) : IClassFixture<DoorsWorld>
{
    private const string Another = "Another-long-1";

    [Fact]
    public async Task Registering_and_signing_in_leave_a_row_each()
    {
        var address = world.NewAddress();
        using (var client = new DoorClient(world.Application))
            await client.RegisterAsync(address, "Anna");

        Assert.Equal(["account/127.0.0.1", "sign_in/127.0.0.1"], await RowsAsync(address, "entity || '/' || address"));
    }

    [Fact]
    public async Task A_reset_leaves_no_password_and_no_code()
    {
        var address = await world.NewPersonAsync();
        using var client = new DoorClient(world.Application);
        await client.PostAsync("/reset", "reset", ("Email", address));
        var code = await SentLetters.CodeAsync(world.Application.Database, address);
        var done = await client.PostAsync("/reset/code", "code", ("Code", code), ("Password", Another));

        Assert.EndsWith("/sign-in?reset=true", done.Location, StringComparison.Ordinal);
        var row = Assert.Single(await RowsAsync(address, "audit_log::text"));
        Assert.Contains("reset", row, StringComparison.Ordinal);
        Assert.DoesNotContain(Another, row, StringComparison.Ordinal);
        Assert.DoesNotContain($"\"{code}\"", row, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_lock_out_is_one_row_known_or_not(bool exists)
    {
        var address = exists ? await world.NewPersonAsync() : world.NewAddress();
        var before = await NobodysAsync();
        using var client = new DoorClient(world.Application);
        for (var i = 0; i < 7; i++)
            await client.PostAsync("/sign-in", "sign-in", ("Email", address), ("Password", $"Wrong-guess-{i}"));

        Assert.Equal(exists ? ["lock_out"] : [], await RowsAsync(address, "entity"));
        Assert.Equal(exists ? 0 : 1, await NobodysAsync() - before);
    }

    [Fact]
    public async Task Ended_sessions_are_counted_in_one_row()
    {
        var address = await world.NewPersonAsync();
        using var first = await world.Application.SignInAsync(address);
        using var second = await world.Application.SignInAsync(address);
        using var third = await world.Application.SignInAsync(address);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "sessions", ["Input.End"] = "others", ["__RequestVerificationToken"] = await TestApplication.TokenAsync(third, "/profile/sessions"),
        });
        using var answer = await third.PostAsync("/profile/sessions", form);

        Assert.Equal(["session/2/person", "sign_in//", "sign_in//", "sign_in//"], await RowsAsync(address, "entity || '/' || coalesce(after ->> 'Ended', '') || '/' || coalesce(after ->> 'By', '')"));
    }

    private async Task<IReadOnlyList<string>> RowsAsync(string address, string what)
    {
        await using var connection = await Sql.OpenAsync(world.Application.Database.ConnectionString("cf_system"));
        var rows = await Sql.RowsAsync(connection, $"select {what} from audit_log where person_id = (select id from people where email = $1) and action = 'own_account'", r => r.GetString(0), address);
        return [.. rows.Order(StringComparer.Ordinal)];
    }

    private async Task<int> NobodysAsync()
    {
        await using var connection = await Sql.OpenAsync(world.Application.Database.ConnectionString("cf_system"));
        return await Sql.ValueAsync<int>(connection, "select count(*)::int from audit_log where person_id = $1 and entity = 'lock_out'", Guid.Empty);
    }
}
