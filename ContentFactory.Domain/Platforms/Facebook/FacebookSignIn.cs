using System.Text.Json;
using ContentFactory.Domain.Platforms.Http;
using ContentFactory.Domain.Platforms.Meta;

namespace ContentFactory.Domain.Platforms.Facebook;

/// <summary>Login with Facebook: the person's pages, each with its own token, which does not end.</summary>
internal sealed class FacebookSignIn(FacebookLogin facebook) : IPlatformSignIn
{
    private const string PostingTask = "CREATE_CONTENT";

    /// <summary>For the numbers of posts; publishing does without.</summary>
    private const string InsightsScope = "read_insights";

    /// <summary>For first comments; publishing does without.</summary>
    private const string CommentsScope = "pages_manage_engagement";

    public string Key => "facebook";

    public string AppPool => MetaSignIn.AppPool;

    private static readonly string[] NeededScopes = ["pages_show_list", "pages_read_engagement", "pages_manage_posts"];

    public Uri AddressOf(SignInRequest request) => facebook.Dialog(request, [.. NeededScopes, InsightsScope, CommentsScope]);

    public Task<Result<SignedIn>> ExchangeAsync(SignInReturn returned, CancellationToken ct) => facebook.OfferAsync(
        returned, NeededScopes, $"{FacebookConnection.Fields},tasks", (_, page) => Task.FromResult(Offer(page, returned.App)), FacebookErrors.Verdicts.Text(ProblemKind.Invalid, null, "NoPages"), ct);

    private static OfferedAccount? Offer(JsonElement page, PlatformApp app) =>
        FacebookConnection.Read(page, app.Id) is { } account && page.Word("access_token") is { Length: > 0 } token
            ? new(account, new Dictionary<string, string>(StringComparer.Ordinal) { [AccountTokens.Access] = token }, Obstacle(page))
            : null;

    /// <summary>What a person may do on a page is listed; where it is not, nothing is known to be missing.</summary>
    private static Problem? Obstacle(JsonElement page)
    {
        var tasks = page.Items("tasks").Where(t => t.ValueKind is JsonValueKind.String).Select(t => t.Word()).OfType<string>().ToList();
        return tasks.Count == 0 || tasks.Contains(PostingTask) ? null : FacebookErrors.Verdicts.Text(ProblemKind.Invalid, null, "NoPostingTask");
    }
}
