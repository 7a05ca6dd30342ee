using ContentFactory.Domain.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ContentFactory.Web.Access;

internal static class PasskeySetup
{
    public static void AddPasskeys(this WebApplicationBuilder builder) =>
        builder.Services.AddOptions<IdentityPasskeyOptions>().Configure<IOptions<AccessOptions>>((passkeys, access) =>
        {
            // passkeys belong to the configured address, whatever host a request names
            passkeys.ServerDomain = access.Value.PublicUrl?.Host;
            passkeys.ValidateOrigin = origin => ValueTask.FromResult(!origin.CrossOrigin && IsOwn(origin.Origin, access.Value.PublicUrl));
            // finger, face or PIN: the passkey then stands for both factors
            passkeys.UserVerificationRequirement = "required";
            passkeys.ResidentKeyRequirement = "required";
        });

    private static bool IsOwn(string? origin, Uri? own) =>
        own is not null && Uri.TryCreate(origin, UriKind.Absolute, out var from) && Uri.Compare(from, own, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
