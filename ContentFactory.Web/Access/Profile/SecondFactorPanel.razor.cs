using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace ContentFactory.Web.Access.Profile;

public sealed partial class SecondFactorPanel(OwnSecurity security, SignInManager<Person> signIn, NavigationManager navigation)
{
    private const string SetUp = "/profile/security?factor=setup";

    private static readonly string[] CodeOnly = ["Code"];

    private Problem? problem;
    private string? key;
    private IReadOnlyList<string>? codes;
    private int left;

    [Parameter, EditorRequired] public OwnSession Own { get; set; } = default!;

    [CascadingParameter] private HttpContext Http { get; set; } = default!;

    [SupplyParameterFromForm(FormName = "confirm-factor")] private ConfirmModel? Confirm { get; set; }

    [SupplyParameterFromForm(FormName = "factor-on")] private SureModel? Sure { get; set; }

    [SupplyParameterFromQuery(Name = "factor")] private string? Step { get; set; }

    protected override async Task OnInitializedAsync()
    {
        if (Own.Person.TwoFactorEnabled)
            left = await security.CodesLeftAsync(Own.Person);
        else if (Confirm is not null || Step is "setup")
            key = await security.BegunAsync(Own, Http.RequestAborted);
    }

    private async Task BeginAsync()
    {
        var begun = await security.BeginAsync(Own, Http.RequestAborted);
        key = begun.Ok ? begun.Value : null;
        Say(begun.Problem);
    }

    private async Task ConfirmAsync() =>
        await ShownAsync(await security.ConfirmAsync(Own, Confirm?.Code ?? "", Http.RequestAborted));

    private async Task ChangeAsync()
    {
        if (Sure?.Act == "codes")
            await ShownAsync(await security.NewCodesAsync(Own, Http.RequestAborted));
        else if (Say((await security.SwitchOffAsync(Own, Http.RequestAborted)).Problem))
            await GoOnAsync();
    }

    private async Task ShownAsync(Result<IReadOnlyList<string>> made)
    {
        codes = made.Ok ? made.Value : null;
        if (Say(made.Problem, SetUp))
            await GoOnAsync();
    }

    /// <summary>True where nothing went wrong.</summary>
    private bool Say(Problem? answer, string back = "/profile/security")
    {
        problem = answer;
        navigation.LeadsToProof(answer, back);
        return answer is null;
    }

    /// <summary>This session goes on under the person's new stamp, the others end.</summary>
    private async Task GoOnAsync()
    {
        await signIn.RefreshSignInAsync(Own.Person);
        security.Tell();
    }

    private sealed class ConfirmModel
    {
        public string? Code { get; set; }
    }

    private sealed class SureModel
    {
        public string? Act { get; set; }
    }
}
