using System.Globalization;

namespace ContentFactory.Domain.Access;

/// <summary>Offers a place: a new token into the row, the letter with its link into the outbox, both in the tenant's open transaction.</summary>
public sealed class InvitationLetters(PublicAddress address)
{
    internal async Task SendAsync(AppDb rows, Tenant tenant, Invitation invitation, MemberRole role, Guid? by, DateTimeOffset now, CancellationToken ct)
    {
        var language = CultureInfo.GetCultureInfo(tenant.Language);
        var token = InvitationToken.Draw();
        invitation.Offer(role, token, by, now);
        await rows.SaveChangesAsync(ct);
        var name = by is { } personId ? await rows.NameOfAsync(personId, ct) : null;
        await LetterBox.QueueAsync(rows, invitation.Email, tenant.Language, "Invitation", now, ct,
            name is null ? LetterBox.Word(language, "Letter_Invitation_Somebody") : PlainText.Line(name), PlainText.Line(tenant.Name), LetterBox.Word(language, $"Letter_Role_{role}"), address.Link(token.Path));
    }
}
