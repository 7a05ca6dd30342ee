using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using Microsoft.AspNetCore.Components;

namespace ContentFactory.Web.Access.Profile;

public sealed partial class ProvePage
{
    // what was left there would only lead here again
    private const string Added = "/profile/connections/added";

    private static readonly string[] Fields = ["Password", "Code"];

    private OwnSession? own;
    private ProofWay way;
    private Problem? problem;
    private bool waits;

    [SupplyParameterFromForm(FormName = "prove-password", Name = "Input.Password")] private string? Password { get; set; }

    [SupplyParameterFromForm(FormName = "prove-app", Name = "Input.Code")] private string? AppCode { get; set; }

    [SupplyParameterFromForm(FormName = "prove-code", Name = "Input.Code")] private string? Code { get; set; }

    [SupplyParameterFromQuery(Name = "returnUrl")] private string? Back { get; set; }

    [CascadingParameter] private HttpContext Http { get; set; } = default!;

    private string? Text => own is null ? null : way switch
    {
        ProofWay.Password => T["Prove_ByPassword"].Value,
        ProofWay.App => T["Prove_ByApp"].Value,
        ProofWay.Letter => T[waits ? "Prove_Sent" : "Prove_ByLetter", EmailAddress.Show(own.Person.Email!)].Value,
    };

    protected override async Task OnInitializedAsync()
    {
        if (await People.FindOwnSessionAsync(Http) is not { } found)
        {
            Navigation.NavigateTo("/sign-in");
            return;
        }
        own = found;
        way = OwnProof.WayOf(found.Person);
        if (way is ProofWay.Letter)
            waits = await Codes.PendingAsync(EntryKind.Proof, Cookie.Read(EntryKind.Proof), Http.RequestAborted) is { IsConfirmed: false } pending && pending.Address == found.Person.Email;
    }

    private async Task ByPasswordAsync() => GoBack(await Proof.ByPasswordAsync(own!, Password, Http.RequestAborted));

    private async Task ByAppAsync() => GoBack(await Proof.ByAppAsync(own!, AppCode, Http.RequestAborted));

    private async Task ByCodeAsync() => GoBack(await Proof.ByCodeAsync(own!, Cookie.Read(EntryKind.Proof), Code, Http.RequestAborted));

    private async Task SendAsync()
    {
        var sent = await Proof.SendCodeAsync(own!, Http.RequestAborted);
        problem = sent.Problem;
        if (!sent.Ok)
            return;
        Cookie.Write(EntryKind.Proof, sent.Value);
        waits = true;
    }

    private void GoBack(Result proved)
    {
        problem = proved.Problem;
        if (!proved.Ok)
            return;
        if (way is ProofWay.Letter)
            Cookie.Drop(EntryKind.Proof);
        Navigation.NavigateTo(Onward.To(Back, "/profile/security"), forceLoad: true);
    }
}
