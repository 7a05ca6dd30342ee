using System.Net;
using System.Text.RegularExpressions;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Access;

/// <summary>A browser at the doors without its screen: cookies, forms, answers.</summary>
internal sealed partial class DoorClient(TestApplication application) : IDisposable
{
    public HttpClient Http { get; } = application.Client();

    /// <summary>Sends the form of a page as its fields say.</summary>
    public async Task<DoorAnswer> PostAsync(string page, string form, params (string Field, string Value)[] fields)
    {
        var content = fields.ToDictionary(f => $"Input.{f.Field}", f => f.Value);
        content["_handler"] = form;
        content["__RequestVerificationToken"] = await TestApplication.TokenAsync(Http, page);
        using var answer = await Http.PostAsync(page, new FormUrlEncodedContent(content));
        return await DoorAnswer.OfAsync(answer);
    }

    public async Task<DoorAnswer> GetAsync(string page)
    {
        using var answer = await Http.GetAsync(page);
        return await DoorAnswer.OfAsync(answer);
    }

    /// <summary>Whether this browser is somebody's.</summary>
    public async Task<bool> IsInAsync()
    {
        using var answer = await Http.GetAsync("/welcome");
        return answer.StatusCode is HttpStatusCode.OK;
    }

    /// <summary>From the address to the account.</summary>
    public async Task<DoorAnswer> RegisterAsync(string email, string name, string query = "")
    {
        await PostAsync($"/register{query}", "register", ("Email", email));
        await PostAsync($"/register/code{query}", "code", ("Code", await SentLetters.CodeAsync(application.Database, email)));
        return await PostAsync($"/register/finish{query}", "finish", ("DisplayName", name), ("Password", Seed.Password));
    }

    public void Dispose() => Http.Dispose();
}

/// <summary>An answer without what differs each time: tokens, ids, times, the address that was typed.</summary>
internal sealed partial record DoorAnswer(HttpStatusCode Status, string Location, string Headers, string Text)
{
    public static async Task<DoorAnswer> OfAsync(HttpResponseMessage answer)
    {
        var headers = answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key.ToUpperInvariant() is not ("DATE" or "X-REQUEST-ID" or "CONTENT-LENGTH"))
            .SelectMany(h => h.Value.Select(v => $"{h.Key}: {Secret().Replace(v, "=…")}")).Order(StringComparer.Ordinal);
        var text = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        return new(answer.StatusCode, Inside(answer), string.Join('\n', headers), Varying().Replace(text, "…"));
    }

    /// <summary>Where it leads: inside of this application without its name, elsewhere in full.</summary>
    private static string Inside(HttpResponseMessage answer)
    {
        var (here, to) = (answer.RequestMessage!.RequestUri!, answer.Headers.Location);
        if (to is null)
            return "";
        var target = new Uri(here, to);
        return target.Authority == here.Authority ? target.PathAndQuery + target.Fragment : to.OriginalString;
    }

    public DoorAnswer Without(string address) => this with { Text = Text.Replace(address, "…", StringComparison.OrdinalIgnoreCase) };

    [GeneratedRegex("(?<=^[^=;]+)=[^;]{20,}")]
    private static partial Regex Secret();

    // whatever is sealed by the server
    [GeneratedRegex(@"[\w+/=-]{60,}")]
    private static partial Regex Varying();
}
