using ContentFactory.Tests.Platforms.Telegram;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Publishing;

/// <summary>SIGKILL of the program and of its PostgreSQL, on the built program and real processes.</summary>
public sealed class KillTests
{
    private const string Sent = """{"message_id":7,"date":1763700000,"chat":{"id":-1001,"type":"channel","title":"Rig"},"text":"x"}""";

    [Fact]
    public async Task Killed_between_claim_and_answer_says_unknown_once()
    {
        await using var rig = await KillRig.StartAsync();
        var accepted = new TaskCompletionSource();
        rig.Network.On("sendMessage", Replies.Never(accepted));
        await rig.PlanAsync(["the unclear one"]);
        await accepted.Task.WaitAsync(TimeSpan.FromMinutes(2));

        await rig.KillProgramAsync();
        rig.Network.On("sendMessage", Replies.Ok(Sent));
        await rig.PlanAsync(["a later one"]);
        await rig.StartProgramAsync();

        await Eventually.BecomesAsync(rig.StatesAsync, s => s.SequenceEqual(["published:a later one", "unknown:the unclear one"]));
        Assert.Equal(new Dictionary<string, int> { ["the unclear one"] = 1, ["a later one"] = 1 }, rig.Accepted());
    }

    [Fact]
    public async Task Killed_postgres_comes_back_and_nothing_doubles()
    {
        await using var rig = await KillRig.StartAsync();
        var (held, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        rig.Network.On("sendMessage", async http =>
        {
            held.TrySetResult();
            await release.Task;
            await Replies.Ok(Sent)(http);
        });
        string[] texts = [.. Enumerable.Range(1, 20).Select(n => $"post {n:00}")];
        await rig.PlanAsync(texts);
        await held.Task.WaitAsync(TimeSpan.FromMinutes(2));

        rig.Database.Kill();
        release.SetResult();

        // recorded reads published, accepted without a record reads unknown; none is lost, none stays open
        var states = await Eventually.BecomesAsync(() => ReadOrNothingAsync(rig), s => s.Count == texts.Length && s.All(IsSettled));
        Assert.Equal(texts, states.Select(s => s[(s.IndexOf(':', StringComparison.Ordinal) + 1)..]).Order());
        Assert.Contains(states, s => s.StartsWith("published:", StringComparison.Ordinal));
        Assert.All(rig.Accepted().Values, times => Assert.Equal(1, times));
    }

    private static bool IsSettled(string state) => state.StartsWith("published:", StringComparison.Ordinal) || state.StartsWith("unknown:", StringComparison.Ordinal);

    private static async Task<IReadOnlyList<string>> ReadOrNothingAsync(KillRig rig)
    {
        try
        {
            return await rig.StatesAsync();
        }
        catch (Exception e) when (e is Npgsql.NpgsqlException or IOException or IndexOutOfRangeException or ArgumentException)
        {
            return [];
        }
    }
}
