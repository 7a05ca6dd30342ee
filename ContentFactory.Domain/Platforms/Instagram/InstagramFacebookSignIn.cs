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

    /// <summary>For first comments; publishing does without.</summary>
    private const string CommentsScope = "instagram_manage_comments";

    public string Key => "instagram_facebook";

    public string AppPool => MetaSignIn.AppPool;

    private static readonly string[] NeededScopes = ["instagram_basic", "instagram_content_publish", "pages_show_list", "pages_read_engagement"];

    public Uri AddressOf(SignInRequest request) => facebook.Dialog(request, [.. NeededScopes, InsightsScope, CommentsScope]);

    public Task<Result<SignedIn>> ExchangeAsync(SignInReturn returned, CancellationToken ct) => facebook.OfferAsync(
        returned, NeededScopes, AccountFields, (person, page) => OfferAsync(person, page, returned.App, ct), InstagramErrors.Text(ProblemKind.Invalid, null, "NoAccountOnPages"), ct);

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
