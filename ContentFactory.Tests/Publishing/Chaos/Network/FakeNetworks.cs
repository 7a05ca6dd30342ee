using System.Globalization;
using ContentFactory.Domain.Platforms;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ContentFactory.Tests.Publishing.Chaos;

/// <summary>
/// Six networks behind one small HTTP protocol. B and D take a post at once, C takes a container that is published in a second step.
/// Each publish call is in the ledger before its reply is under way.
/// </summary>
internal sealed class FakeNetworks(NetworkState state, FaultScript script, Ledger ledger, Scale scale, TimeProvider clock)
{
    private const int ListLength = 50;
    private const string Truncated = """{"id":"acc""";

    public void Map(WebApplication app)
    {
        app.MapPost("/{account}/posts", PostAsync);
        app.MapGet("/{account}/posts", ListAsync);
        app.MapPost("/{account}/containers", PrepareAsync);
        app.MapGet("/{account}/containers/{id}", StatusAsync);
        app.MapPost("/{account}/containers/{id}/publish", PublishContainerAsync);
    }

    private async Task PostAsync(HttpContext http, string account)
    {
        var text = (await http.Request.ReadFromJsonAsync<Draft>())!.Text;
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        var once = Flavour.OfAccount(account).Class is EffectClass.B && key.Length > 0;
        await PublishAsync(http, ledger.Open(account, text, Caller(http), key), once ? state.Keyed(account, key, text) : new("", account, text), firstAgain: true);
    }

    private async Task PublishContainerAsync(HttpContext http, string account, string id)
    {
        if (state.Find(account, id) is not { } container)
        {
            http.Response.StatusCode = 404;
            return;
        }
        await PublishAsync(http, ledger.Open(account, container.Text, Caller(http), id), container, Flavour.OfAccount(account).Once);
    }

    private async Task PublishAsync(HttpContext http, LedgerLine call, Container container, bool firstAgain)
    {
        var fault = script.OfPublish(call.Account, call.Text);
        if (fault is Fault.Limit)
            state.Limit(call.Account, scale.Limited);
        if (state.LimitedFor(call.Account) is { } wait)
        {
            ledger.Write(call, LedgerKind.Limited);
            await LimitedAsync(http, wait);
            return;
        }
        if (fault is Fault.Reset or Fault.Refuse)
        {
            ledger.Write(call, fault is Fault.Reset ? LedgerKind.Reset : LedgerKind.Refused);
            await ReplyAsync(http, fault is Fault.Refuse ? 422 : null, new { error = "against_the_rules" });
            return;
        }

        var (publishing, first) = container.Publish(() => AcceptAsync(call, fault));
        var post = await publishing;
        if (!first)
            ledger.Write(call, LedgerKind.Repeated, post.Id);
        if (fault is Fault.Slow)
            await Task.Delay(scale.SlowCall, clock);
        if (!first && !firstAgain)
            await ReplyAsync(http, 409, new { error = "already_published" });
        else
            await ReplyAsync(http, fault, post);
        if (fault is not (Fault.DropReply or Fault.GatewayTimeout or Fault.Malformed) && !http.RequestAborted.IsCancellationRequested)
            ledger.Write(call, LedgerKind.Answered, post.Id);
    }

    /// <summary>A network does not notice that its caller has given up: the slow one accepts all the same.</summary>
    private async Task<NetworkPost> AcceptAsync(LedgerLine call, Fault fault)
    {
        if (fault is Fault.TooSlow)
            await Task.Delay(scale.TooSlowCall, clock);
        var post = state.Add(call.Account, call.Text);
        ledger.Write(call, LedgerKind.Accepted, post.Id);
        return post;
    }

    private async Task PrepareAsync(HttpContext http, string account)
    {
        var text = (await http.Request.ReadFromJsonAsync<Draft>())!.Text;
        await StepAsync(http, account, text, () => new { id = state.Prepare(account, text).Id });
    }

    private Task StatusAsync(HttpContext http, string account, string id) => StepAsync(http, account, id, () => state.Find(account, id)?.Publishing switch
    {
        { IsCompletedSuccessfully: true, Result: var post } => new { status = "published", id = post.Id, url = post.Url },
        { } => new { status = "in_progress", id = "", url = "" },
        null => new { status = "ready", id = "", url = "" },
    });

    private Task ListAsync(HttpContext http, string account) => Flavour.OfAccount(account).Listed
        ? StepAsync(http, account, "list", () => state.Recent(account, ListLength))
        : ReplyAsync(http, 404, new { error = "no_list" });

    private async Task StepAsync(HttpContext http, string account, string about, Func<object> answer)
    {
        var fault = script.OfStep(account, about);
        if (fault is Fault.Limit)
            state.Limit(account, scale.Limited);
        if (state.LimitedFor(account) is { } wait)
            await LimitedAsync(http, wait);
        else
            await ReplyAsync(http, fault, fault is Fault.Reset ? "" : answer());
    }

    private static async Task LimitedAsync(HttpContext http, TimeSpan wait)
    {
        http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        await ReplyAsync(http, 429, new { error = "slow_down" });
    }

    private static Task ReplyAsync(HttpContext http, Fault fault, object answer) => fault switch
    {
        Fault.DropReply or Fault.Reset => ReplyAsync(http, (int?)null, answer),
        Fault.GatewayTimeout => ReplyAsync(http, 504, "gateway time-out"),
        Fault.Malformed => http.Response.WriteAsync(Truncated),
        _ => ReplyAsync(http, 200, answer),
    };

    /// <summary>Without a status the connection is reset.</summary>
    private static async Task ReplyAsync(HttpContext http, int? status, object answer)
    {
        if (status is null)
        {
            http.Abort();
            return;
        }
        http.Response.StatusCode = status.Value;
        await http.Response.WriteAsJsonAsync(answer, answer.GetType());
        await http.Response.CompleteAsync();
    }

    private static string Caller(HttpContext http) => http.Request.Headers["X-Node"].ToString();

    internal sealed record Draft(string Text);
}
