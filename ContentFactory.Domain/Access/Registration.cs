using Microsoft.AspNetCore.Identity;

namespace ContentFactory.Domain.Access;

public sealed record NewPerson(string Email, string Password, string DisplayName, string Language);

/// <summary>Makes accounts for addresses that are proved or vouched for. A person without a tenant is asked for the company's name next (<see cref="TenantRegistration"/>).</summary>
public sealed class Registration(UserManager<Person> people, LetterBox letters, AccountTrail trail, TimeProvider clock)
{
    public async Task<Result<Person>> RegisterAsync(NewPerson request)
    {
        if (!EmailAddress.TryParse(request.Email, out var address))
            return Problem.Invalid(nameof(NewPerson.Email), "Access.EmailInvalid");
        var name = PersonName.Check(request.DisplayName);
        if (!name.Ok)
            return name.Problem;
        if (PasswordRule.Fault(request.Password) is { } fault)
            return fault;
        var now = clock.GetUtcNow();
        var person = new Person
        {
            Id = Ids.New(now), Email = address.Value, UserName = address.Value, EmailConfirmed = true, DisplayName = name.Value, Language = request.Language, CreatedAt = now,
        };
        var made = await people.CreateAsync(person, request.Password);
        if (!made.Succeeded)
            return Explain(made.Errors.First().Code);
        await people.AddToRoleAsync(person, SystemRoles.Client);
        trail.Note(person.Id, "account", null, new { Registered = true });
        await letters.QueueAsync(address.Value, request.Language, "Welcome", CancellationToken.None, person.DisplayName);
        return person;
    }

    private static Problem Explain(string code) => code switch
    {
        "DuplicateEmail" or "DuplicateUserName" => new(ProblemKind.Conflict, nameof(NewPerson.Email), "Access.EmailTaken"),
        "InvalidEmail" or "InvalidUserName" => Problem.Invalid(nameof(NewPerson.Email), "Access.EmailInvalid"),
        _ => Problem.Invalid(nameof(NewPerson.Password), "Access.PasswordLength", PasswordRule.Least, PasswordRule.Longest),
    };
}
