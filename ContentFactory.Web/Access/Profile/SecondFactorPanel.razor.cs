using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace ContentFactory.Web.Access.Profile;

public sealed partial class SecondFactorPanel(OwnSecurity security, UserManager<Person> people, SignInManager<Person> signIn)
{
    private static readonly string[] PasswordOnly = ["Password"];

    private Person? person;
    private Problem? problem;
    private string? key;
    private IReadOnlyList<string>? codes;
    private int left;

    [CascadingParameter] private HttpContext Http { get; set; } = default!;

    [SupplyParameterFromForm(FormName = "confirm-factor")] private ConfirmModel? Confirm { get; set; }

    [SupplyParameterFromForm(FormName = "factor-on")] private SureModel? Sure { get; set; }

    protected override async Task OnInitializedAsync()
    {
        person = await people.FindOwnAsync(Http);
        if (person?.TwoFactorEnabled is true)
            left = await security.CodesLeftAsync(person);
        else if (person is not null && Confirm is not null)
            key = await people.GetAuthenticatorKeyAsync(person);
    }

    private async Task BeginAsync()
    {
        var begun = await security.BeginAsync(person!);
        key = begun.Ok ? begun.Value : null;
        problem = begun.Problem;
    }

    private async Task ConfirmAsync()
    {
        var confirmed = await security.ConfirmAsync(person!, Confirm?.Code ?? "", Http.RequestAborted);
        await ShownAsync(confirmed);
    }

    private async Task WithPasswordAsync()
    {
        var password = Sure?.Password ?? "";
        if (Sure?.Act == "codes")
        {
            await ShownAsync(await security.NewCodesAsync(person!, password, Http.RequestAborted));
            return;
        }
        problem = (await security.SwitchOffAsync(person!, password, Http.RequestAborted)).Problem;
        if (problem is null)
            await GoOnAsync();
    }

    private async Task ShownAsync(Result<IReadOnlyList<string>> made)
    {
        codes = made.Ok ? made.Value : null;
        problem = made.Problem;
        if (made.Ok)
            await GoOnAsync();
    }

    /// <summary>This session goes on under the person's new stamp, the others end.</summary>
    private async Task GoOnAsync()
    {
        await signIn.RefreshSignInAsync(person!);
        security.Tell();
    }

    private sealed class ConfirmModel
    {
        public string? Code { get; set; }
    }

    private sealed class SureModel
    {
        public string? Password { get; set; }
        public string? Act { get; set; }
    }
}
