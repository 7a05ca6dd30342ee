namespace ContentFactory.Domain.Access;

/// <summary>Somebody as a provider knows them.</summary>
/// <param name="Key">The provider's own id of the person: the only thing that an account is found by.</param>
/// <param name="EmailVerified">True only where the provider said so itself.</param>
public sealed record OutsideIdentity(string Provider, string Key, string? Email, bool EmailVerified, string? Name)
{
    public const string VerifiedClaim = "outside_email_verified";

    public string Shown => Email ?? Name ?? Provider;
}

public enum OutsideFate
{
    /// <summary>The login belongs to an account.</summary>
    Known,

    /// <summary>An account was made for it.</summary>
    Created,

    /// <summary>The address has an account already, or the provider does not vouch for it: its owner must prove to be the same person.</summary>
    MustProve,

    /// <summary>The provider gave no address.</summary>
    Unverified,

    /// <summary>The account does not open: deactivated, or somebody else was quicker.</summary>
    Refused,
}

/// <param name="Person">The account, where there is one.</param>
public sealed record OutsideAnswer(OutsideFate Fate, Person? Person = null);
