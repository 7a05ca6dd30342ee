using ContentFactory.Domain.Data;

namespace ContentFactory.Domain.Access;

/// <summary>By what a person proves to be the one at an open page.</summary>
public enum ProofWay { Password, App, Letter }

/// <summary>The proof that <see cref="FreshProof"/> asks for. Wrong passwords and codes count as they do at the doors.</summary>
public sealed class OwnProof(PasswordDoor passwords, SecondFactor second, EntryCodes codes, FreshProof proof)
{
    /// <summary>The strongest that the person has: a browser may fill in a password by itself, and who has one is not asked for a letter.</summary>
    public static ProofWay WayOf(Person person) => person.TwoFactorEnabled ? ProofWay.App : person.PasswordHash is not null ? ProofWay.Password : ProofWay.Letter;

    public async Task<Result> ByPasswordAsync(OwnSession own, string? password, CancellationToken ct)
    {
        if (WayOf(own.Person) is not ProofWay.Password)
            return Problem.Conflict("Access.ChangedMeanwhile");
        return await passwords.WrongAsync(own, password ?? "", "Password", ct) is { } wrong ? wrong : await GiveAsync(own, ct);
    }

    public async Task<Result> ByAppAsync(OwnSession own, string? code, CancellationToken ct)
    {
        if (WayOf(own.Person) is not ProofWay.App)
            return Problem.Conflict("Access.ChangedMeanwhile");
        return await second.CheckAsync(own.Person, code, ct) is { Ok: false } wrong ? wrong : await GiveAsync(own, ct);
    }

    /// <summary>Writes a code to the person. The ticket is for this browser.</summary>
    public async Task<Result<EntryTicket>> SendCodeAsync(OwnSession own, CancellationToken ct) =>
        WayOf(own.Person) is ProofWay.Letter ? await codes.BeginAsync(EntryKind.Proof, own.Person.Email, own.Network, own.Person.Language, ct) : Problem.Conflict("Access.ChangedMeanwhile");

    public async Task<Result> ByCodeAsync(OwnSession own, EntryTicket? ticket, string? code, CancellationToken ct)
    {
        if (WayOf(own.Person) is not ProofWay.Letter)
            return Problem.Conflict("Access.ChangedMeanwhile");
        var confirmed = await codes.ConfirmAsync(EntryKind.Proof, ticket, code, own.Network, ct);
        if (!confirmed.Ok)
            return confirmed.Problem;
        return confirmed.Value.IsOf(own.Person) ? await GiveAsync(own, ct) : Problem.NotFound("Access.CodeElsewhere");
    }

    private async Task<Result> GiveAsync(OwnSession own, CancellationToken ct)
    {
        await proof.GiveAsync(own, ct);
        return Result.Done;
    }
}
