using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ContentFactory.Domain.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace ContentFactory.Web.Access;

/// <summary>
/// The framework's OAuth with three things more: returns go to the configured address whatever host a request names, a state is good for one
/// return within its time, and only what the provider says itself is believed about the address.
/// </summary>
internal sealed class OutsideHandler(
    IOptionsMonitor<OAuthOptions> options, ILoggerFactory logs, UrlEncoder encoder, PublicAddress site, AttemptLimits limits, TimeProvider clock)
    : OAuthHandler<OAuthOptions>(options, logs, encoder)
{
    public const string Began = "began";
    public const string Once = "once";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);
    private static readonly AttemptLimit Single = new("outside.state", 1, TimeSpan.FromHours(1));

    private string Return => site.Link(Options.CallbackPath);

    protected override string BuildChallengeUrl(AuthenticationProperties properties, string redirectUri)
    {
        properties.Items[Began] = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        properties.Items[Once] = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        return base.BuildChallengeUrl(properties, Return);
    }

    protected override async Task<OAuthTokenResponse> ExchangeCodeAsync(OAuthCodeExchangeContext context)
    {
        if (!await IsFreshAsync(context.Properties))
            return OAuthTokenResponse.Failed(new AuthenticationFailureException("The state is over or was used before."));
        return await base.ExchangeCodeAsync(new OAuthCodeExchangeContext(context.Properties, context.Code, Return));
    }

    protected override async Task<AuthenticationTicket> CreateTicketAsync(ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse tokens)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, InformationAddress(tokens.AccessToken!));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.AccessToken);
        using var answer = await Backchannel.SendAsync(request, Context.RequestAborted);
        answer.EnsureSuccessStatusCode();
        using var person = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Context.RequestAborted));
        if ((Text(person, "id") ?? Text(person, "sub")) is not { Length: > 0 and <= 128 } key)
            throw new AuthenticationFailureException("The provider did not say who it is.");
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, key));
        if (Text(person, "email") is { Length: > 0 and <= 254 } email)
            identity.AddClaim(new Claim(ClaimTypes.Email, email));
        if (Text(person, "name") is { Length: > 0 } name)
            identity.AddClaim(new Claim(ClaimTypes.Name, name));
        if (IsTrue(person, "verified_email") || IsTrue(person, "email_verified"))
            identity.AddClaim(new Claim(OutsideIdentity.VerifiedClaim, "true"));
        return new AuthenticationTicket(new ClaimsPrincipal(identity), properties, Scheme.Name);
    }

    // the first return with a state is counted, and the count is shared by all nodes
    private async Task<bool> IsFreshAsync(AuthenticationProperties properties) =>
        properties.Items.TryGetValue(Once, out var once) && once is not null
        && properties.Items.TryGetValue(Began, out var began) && long.TryParse(began, CultureInfo.InvariantCulture, out var seconds)
        && clock.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds) < Patience
        && await limits.TakeAsync(Single, once, Context.RequestAborted) is null;

    private string InformationAddress(string accessToken)
    {
        if (Scheme.Name is not OutsideOptions.Facebook)
            return Options.UserInformationEndpoint;
        var proof = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Options.ClientSecret), Encoding.UTF8.GetBytes(accessToken)));
        return QueryHelpers.AddQueryString(Options.UserInformationEndpoint, new Dictionary<string, string?> { ["fields"] = "id,name,email", ["appsecret_proof"] = proof });
    }

    private static string? Text(JsonDocument person, string name) =>
        person.RootElement.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static bool IsTrue(JsonDocument person, string name) => person.RootElement.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True;
}
