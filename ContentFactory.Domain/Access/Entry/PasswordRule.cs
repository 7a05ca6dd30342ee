namespace ContentFactory.Domain.Access;

/// <summary>The one rule of what a password must be.</summary>
public static class PasswordRule
{
    public const int Least = 10;
    public const int Longest = 200;

    internal static Problem? Fault(string password) =>
        password.Length is < Least or > Longest ? Problem.Invalid(nameof(NewPerson.Password), "Access.PasswordLength", Least, Longest) : null;
}
