namespace ContentFactory.Domain.Access;

/// <summary>The one rule of what a tenant may be called: it stands in letters, lists and the console, so nothing in it may hide or turn other text.</summary>
internal static class TenantName
{
    private const int Longest = 200;

    /// <summary>The name without spaces around it, or what is wrong with it.</summary>
    public static Result<string> Check(string? typed)
    {
        var name = (typed ?? "").Trim();
        return name.Length is > 0 and <= Longest && PlainText.Visible(name) == name ? name : Problem.Invalid(nameof(NewTenant.Name), "Access.TenantNameMissing");
    }
}
