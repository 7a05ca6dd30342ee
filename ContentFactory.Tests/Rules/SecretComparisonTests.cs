using System.Text.RegularExpressions;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Rules;

/// <summary>
/// Secrets are compared by CryptographicOperations.FixedTimeEquals: an == ends at the first difference, and the time tells where. What looks
/// like a secret by its name and is none, or is found by an index, stands in the list with its reason.
/// </summary>
public sealed partial class SecretComparisonTests
{
    /// <summary>"File: line" with the reason.</summary>
    private static readonly Dictionary<string, string> Harmless = new()
    {
        ["EmbeddedPostgresRoles.cs: catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InvalidPassword)"] = "the code of an error",
        ["SandboxPosts.cs: return await context.SandboxBots.AsNoTracking().Where(b => b.TokenHash == tokenHash)"] = "a row found by the index of a hash, whose bytes nobody can steer",
        ["TenantRegistration.cs: var planId = await rows.Plans.Where(p => p.Code == request.PlanCode).Select(p => p.Id).SingleAsync(ct);"] = "the code of a plan is its public name",
        ["PlanEditor.cs: if (before is not null && before.Code != plan.Code)"] = "likewise",
        ["InvitationDoor.cs: if (await rows.Invitations.AsNoTracking().SingleOrDefaultAsync(i => i.TokenHash == hash, ct) is not { } found)"] = "a row found by the index of a hash, whose bytes nobody can steer",
        ["InvitationDoor.cs: if (await rows.Invitations.SingleOrDefaultAsync(i => i.TokenHash == hash, ct) is not { } invitation)"] = "likewise",
        ["ChannelSignIns.cs: .Where(s => s.StateHash == hash && s.Way == way.Key && s.PersonId == who.PersonId && s.SessionId == who.Session && s.InvitationId == who.InvitationId && s.ReturnedAt == null && s.ExpiresAt > now)"] = "likewise",
        ["ChannelSignIns.cs: var signIn = await context.ChannelSignIns.SingleAsync(s => s.StateHash == hash, ct);"] = "likewise",
        ["InvitedSignIns.cs: if (await rows.ChannelInvitations.AsNoTracking().SingleOrDefaultAsync(i => i.TokenHash == tokenHash, ct) is not { } invitation || !invitation.IsAliveAt(now))"] = "likewise",
        ["GuestApproval.cs: var id = await rows.ApprovalLinks.Where(l => l.TokenHash == tokenHash).Select(l => (Guid?)l.Id).SingleOrDefaultAsync(ct);"] = "likewise",
        ["SignInLinks.cs: return await db.EntryRequests.AsNoTracking().SingleOrDefaultAsync(r => r.SecretHash == hash && r.Kind == EntryKind.Link, ct);"] = "likewise",
        ["EntryRequest.cs: internal bool IsOf(Person person) => PersonId == person.Id && Stamp == person.SecurityStamp && person.DeactivatedAt is null;"] = "two rows: nobody types a stamp",
        ["SignInLinks.cs: return await people.FindByIdAsync($\"{request!.PersonId}\") is { DeactivatedAt: null } person && person.SecurityStamp == request.Stamp ? person : Problem.NotFound(\"Access.LinkOver\");"] = "likewise",
        ["CircuitStanding.cs: if (presence.PersonId != personId || presence.Stamp != stamp)"] = "a stamp out of a sealed cookie: nobody types it",
        ["SignInDoor.cs: return half.FindFirstValue(Stamp) is { } stamp && stamp == person.SecurityStamp ? person : null;"] = "likewise",
        ["OwnPerson.cs: SessionTicket.Of(http.User) is { } ticket && await people.FindByIdAsync($\"{ticket.PersonId}\") is { DeactivatedAt: null } person && person.SecurityStamp == ticket.Stamp ? person : null;"] = "likewise",
        ["SessionTicket.cs: public bool Fits(LiveSession session) => session.PersonId == PersonId && session.Stamp == Stamp;"] = "likewise",
    };

    [Fact]
    public void Secrets_are_compared_in_constant_time() => Findings.None(Compared().Except(Harmless.Keys));

    [Fact]
    public void Each_harmless_comparison_still_stands_there()
    {
        var found = Compared().ToHashSet();
        Assert.All(Harmless, harmless => Assert.Contains(harmless.Key, found));
        Assert.All(Harmless, harmless => Assert.NotEmpty(harmless.Value));
    }

    [Theory]
    [InlineData("if (given.Token == stored)")]
    [InlineData("return row.CodeHash.SequenceEqual(hash);")]
    [InlineData("if (hash.AsSpan().SequenceEqual(row.TokenHash))")]
    [InlineData("var right = string.Equals(signature, wanted, StringComparison.Ordinal);")]
    [InlineData("if (wanted != Signature(body))")]
    [InlineData("if (secret.Equals(given))")]
    [InlineData("if (row.Code == code)")]
    [InlineData("if (code != row.Code)")]
    [InlineData("@if (Input.RecoveryCode == recoveryCode)")]
    [InlineData("return string.CompareOrdinal(password, other) == 0;")]
    [InlineData("if (Convert.ToHexString(mac) == header)")]
    public void Notices_a_comparison_that_tells(string line) => Assert.True(Tells(line));

    [Theory]
    [InlineData("if (token is null)")]
    [InlineData("if (token == null)")]
    [InlineData("""if (token != "")""")]
    [InlineData("if (hash.Length != 32)")]
    [InlineData("if (answer.StatusCode == HttpStatusCode.NotFound)")]
    [InlineData("""if (found.Code == "403")""")]
    [InlineData("e.SqlState == PostgresErrorCodes.UniqueViolation")]
    [InlineData("if (CryptographicOperations.FixedTimeEquals(hash, row.TokenHash))")]
    [InlineData("ReplyKind.NotSent when reply.Code == FileUnreadable => NotSent,")]
    [InlineData("kind == SecretKind.Token")]
    [InlineData("/// <summary>True when token == other.</summary>")]
    public void Leaves_other_comparisons_alone(string line) => Assert.False(Tells(line));

    private static IEnumerable<string> Compared() =>
        from project in new[] { SourceTree.Domain, SourceTree.Web }
        from file in SourceTree.Files(project, "*.cs").Concat(SourceTree.Files(project, "*.razor"))
        from line in File.ReadLines(file)
        where Tells(line)
        select $"{Path.GetFileName(file)}: {line.Trim()}";

    private static bool Tells(string line) =>
        !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && (Secret().IsMatch(line) || TwoCodes().IsMatch(line));

    // an operand whose last word is a secret's, on either side; not against null, a literal, a length or a member of an enum
    [GeneratedRegex($"""
        (?<![\w.])(?!\w*Kind\.)[\w.]*(?i:{Names})(\([^()]*\))?\)?\s*[!=]=(?>\s*)(?!null|default|"|\d|'|true|false|string\.Empty)
        | (?<!null|"|\d)\s[!=]=(?>\s*)(?!\w*(Kind|Field|State)\.)[\w.]*(?i:{Names})\b(?![\w.])
        | (?i:{Names})(\.As\w*Span\(\))?\.(SequenceEqual|Equals|CompareTo)\(
        | \b(?<!FixedTime)(SequenceEqual|Equals|Compare|CompareOrdinal)\((?:[^()]|\([^()]*\))*(?i:{Names})\b(?!\.Length)
        | To(Hex|Base64)\w*\((?i:\w*{Names}|\w*digest)\)\s*[!=]=
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Secret();

    [GeneratedRegex(@"(?<!\w)([\w.]*(?<!Status|Exit|Error|Country|Language|Sql)Code|code)\s*[!=]=\s*[\w.]*(?<!Status|Exit|Error|Country|Language|Sql)(Code|code)\b(?![\w.(])")]
    private static partial Regex TwoCodes();

    private const string Names = "(token|hash|secret|signature|stamp|password|otp|mac|hmac|cipher)";
}
