using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ContentFactory.Domain.Access;

/// <summary>Addresses that no tenant and no company of the installation has.</summary>
internal static class FreeSlugs
{
    /// <summary>How often an address that was made from a name gives way to others that were quicker.</summary>
    public const int Tries = 20;

    public static bool IsSlug(string slug) =>
        slug.Length is > 0 and <= 60 && slug.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-') && slug[0] != '-' && slug[^1] != '-';

    /// <summary>The one that the name suggests, with a number where it is taken.</summary>
    public static Task<string> OfAsync(TenantDirectory directory, string name, CancellationToken ct) => directory.FreeSlugAsync(TenantRegistration.SlugOf(name), ct);

    /// <summary>Somebody else was quicker with the same address.</summary>
    public static bool IsTakenMeanwhile(DbUpdateException e) =>
        e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: { } name } && name.EndsWith("_slug", StringComparison.Ordinal);
}
