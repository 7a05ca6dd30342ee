using System.Text.Json;
using ContentFactory.Domain.Platforms.Http;
using ContentFactory.Domain.Platforms.Meta;

namespace ContentFactory.Domain.Platforms.Instagram;

/// <summary>Login with Facebook: the professional accounts that belong to the person's pages, each with its page's token, which does not end.</summary>
internal sealed class InstagramFacebookSignIn(FacebookLogin facebook, InstagramConnection connection) : IPlatformSignIn
{
    private const string AccountField = "instagram_business_account";
    private const string AccountFields = $"{AccountField}{{id,username,name,biography,followers_count}}";

    /// <summary>For the numbers of posts; publishing does without.</summary>
    private const string InsightsScope = "instagram_manage_insights";

    public string Key => "instagram_facebook";

    public string AppPool => MetaSignIn.AppPool;

    private static readonly string[] NeededScopes = ["instagram_basic", "instagram_content_publish", "pages_show_list", "pages_read_engagement"];

    public Uri AddressOf(SignInRequest request) => facebook.Dialog(request, [.. NeededScopes, InsightsScope]);

    public async Task<Result<SignedIn>> ExchangeAsync(SignInReturn returned, CancellationToken ct)
    {
        var entered = await facebook.EnterAsync(returned, ct);
        if (!entered.Ok)
            return entered.Problem;
        var missing = await facebook.MissingAsync(entered.Value, NeededScopes, ct);
        if (!missing.Ok)
            return missing.Problem;
        var pages = await facebook.PagesAsync(entered.Value, AccountFields, ct);
        if (!pages.Ok)
            return pages.Problem;
        List<OfferedAccount> offered = [];
        foreach (var page in pages.Value)
        {
            if (await OfferAsync(entered.Value, page, returned.App, ct) is { } account)
                offered.Add(account);
        }
        // what a person did not grant explains an empty list better
        return offered.Count == 0 && missing.Value.Count == 0 ? InstagramErrors.Text(ProblemKind.Invalid, null, "NoAccountOnPages") : new SignedIn(offered, missing.Value);
    }

    /// <summary>Null for a page without an account of Instagram.</summary>
    private async Task<OfferedAccount?> OfferAsync(GraphSeat person, JsonElement page, PlatformApp app, CancellationToken ct)
    {
        if (page.Word(AccountField, "id") is not { Length: > 0 } id || page.Word("access_token") is not { Length: > 0 } token)
            return null;
        var profile = page.At(AccountField)!.Value;
        if (profile.Word("username") is null && await connection.ProfileAsync(MetaSignIn.Hiding(person, token) with { Token = token }, id, ct) is { Done: true } read)
            profile = read.Json;
        var account = InstagramConnection.Read(profile, app.Id) ?? new(id, null, page.Word("name") ?? id, null, null, null, app.Id);
        var secrets = new Dictionary<string, string>(StringComparer.Ordinal) { [AccountTokens.Access] = token, [InstagramLogin.Secret] = InstagramLogin.Facebook };
        return new(account with { AccountId = id }, secrets);
    }
}
