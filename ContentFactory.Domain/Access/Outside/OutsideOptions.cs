namespace ContentFactory.Domain.Access;

/// <summary>Section <c>Access:Google</c> or <c>Access:Facebook</c>: an OAuth application of this installation at a provider. Without a client id its door is not there.</summary>
public sealed class OutsideOptions
{
    public const string Google = "Google";
    public const string Facebook = "Facebook";

    public static readonly IReadOnlyList<string> Providers = [Google, Facebook];

    public string? ClientId { get; set; }
    public string? ClientSecret { get; set; }
    public string AuthorizationEndpoint { get; set; } = "";
    public string TokenEndpoint { get; set; } = "";
    public string UserInformationEndpoint { get; set; } = "";

    public bool IsSet => !string.IsNullOrEmpty(ClientId);

    public static OutsideOptions UsualOf(string provider) => provider is Google
        ? new()
        {
            AuthorizationEndpoint = "https://accounts.google.com/o/oauth2/v2/auth", TokenEndpoint = "https://oauth2.googleapis.com/token",
            UserInformationEndpoint = "https://www.googleapis.com/oauth2/v2/userinfo",
        }
        : new()
        {
            AuthorizationEndpoint = "https://www.facebook.com/v25.0/dialog/oauth", TokenEndpoint = "https://graph.facebook.com/v25.0/oauth/access_token",
            UserInformationEndpoint = "https://graph.facebook.com/v25.0/me",
        };

    /// <summary>What is wrong, as name of the setting and what it accepts.</summary>
    public (string Setting, string Accepted)? Fault()
    {
        if (!IsSet)
            return null;
        if (string.IsNullOrEmpty(ClientSecret))
            return (nameof(ClientSecret), "the secret that belongs to the client id");
        foreach (var (name, address) in new[] { (nameof(AuthorizationEndpoint), AuthorizationEndpoint), (nameof(TokenEndpoint), TokenEndpoint), (nameof(UserInformationEndpoint), UserInformationEndpoint) })
            if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || !(uri.Scheme is "https" || (uri.Scheme is "http" && uri.IsLoopback)))
                return (name, "an https address (http only on this machine)");
        return null;
    }
}
