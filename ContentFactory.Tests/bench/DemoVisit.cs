using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace ContentFactory.Tests.Bench;

/// <summary>The demo owner, signed in through the form as a browser would do it.</summary>
internal sealed record DemoVisit(Uri Dashboard, string Cookie)
{
    private const string SignIn = "/sign-in";
    public const string Email = "owner@demo.local";
    private const string Password = "Demo-2026-demo";

    /// <summary>Null where the application has no sign-in page or did not let the demo owner in.</summary>
    public static async Task<DemoVisit?> BeginAsync(Uri application, string email = Email)
    {
        var cookies = new System.Net.CookieContainer();
        using var handler = new SocketsHttpHandler { CookieContainer = cookies };
        using var client = new HttpClient(handler) { BaseAddress = application };
        using var page = await client.GetAsync(new Uri(SignIn, UriKind.Relative));
        if (FormOf(await page.Content.ReadAsStringAsync()) is not { } form)
        {
            return null;
        }

        var fields = form.QuerySelectorAll("input[name]").OfType<IHtmlInputElement>()
            .Where(input => input.Type is not ("submit" or "checkbox"))
            .GroupBy(input => input.Name!)
            .ToDictionary(same => same.Key, same => same.First().Value);
        (fields["Input.Email"], fields["Input.Password"]) = (email, Password);
        var target = new Uri(new Uri(application, SignIn), form.GetAttribute("action") ?? "");
        using var content = new FormUrlEncodedContent(fields);
        using var landed = await client.PostAsync(target, content);
        var dashboard = landed.RequestMessage!.RequestUri!;
        return landed.IsSuccessStatusCode && !dashboard.AbsolutePath.StartsWith(SignIn, StringComparison.Ordinal)
            ? new(dashboard, cookies.GetCookieHeader(dashboard))
            : null;
    }

    private static IHtmlFormElement? FormOf(string html) =>
        (new HtmlParser().ParseDocument(html).QuerySelector("input[name='Input.Email']") as IHtmlInputElement)?.Form;
}
