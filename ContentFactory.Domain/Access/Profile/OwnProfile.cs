using Microsoft.AspNetCore.Identity;

namespace ContentFactory.Domain.Access;

/// <param name="ZoneId">IANA zone; empty for the zone of each workspace.</param>
public sealed record ProfileFields(string DisplayName, string Language, string? ZoneId);

/// <summary>What people say of themselves. A person is known by the session, so there is no permission to ask for.</summary>
public sealed class OwnProfile(UserManager<Person> people)
{
    public static readonly IReadOnlyList<string> Languages = ["en", "ru"];

    public async Task<Result<Person>> SaveAsync(Guid personId, ProfileFields fields)
    {
        var name = PersonName.Check(fields.DisplayName, nameof(ProfileFields.DisplayName));
        if (!name.Ok)
            return name.Problem;
        var zone = string.IsNullOrWhiteSpace(fields.ZoneId) ? null : fields.ZoneId.Trim();
        if (zone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            return Problem.Invalid(nameof(ProfileFields.ZoneId), "Access.ZoneUnknown");
        if (!Languages.Contains(fields.Language))
            return Problem.Invalid(nameof(ProfileFields.Language), "Access.LanguageUnknown");
        var person = (await people.FindByIdAsync(personId.ToString()))!;
        (person.DisplayName, person.Language, person.ZoneId) = (name.Value, fields.Language, zone);
        return (await people.UpdateAsync(person)).Succeeded ? person : Problem.Conflict("Access.ChangedMeanwhile");
    }

    /// <summary>The zone of a person who has not said one yet.</summary>
    public async Task StartZoneAsync(Guid personId, string zoneId)
    {
        if (await people.FindByIdAsync(personId.ToString()) is not { ZoneId: null } person || !TimeZoneInfo.TryFindSystemTimeZoneById(zoneId, out _))
            return;
        person.ZoneId = zoneId;
        await people.UpdateAsync(person);
    }
}
