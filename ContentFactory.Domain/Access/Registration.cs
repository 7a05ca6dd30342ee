using Microsoft.AspNetCore.Identity;

namespace ContentFactory.Domain.Access;

public sealed record NewPerson(string Email, string Password, string DisplayName, string Language);

/// <summary>Makes accounts. A person without a tenant is asked for the company's name next (<see cref="TenantRegistration"/>).</summary>
public sealed class Registration(UserManager<Person> people, LetterBox letters, TimeProvider clock)
{
    public async Task<Result<Person>> RegisterAsync(NewPerson request)
    {
        var email = request.Email.Trim();
        if (!LooksLikeAddress(email))
            return Problem.Invalid(nameof(NewPerson.Email), "Access.EmailInvalid");
        if (request.DisplayName.Trim() is not { Length: > 0 and <= 200 } name || name.Any(char.IsControl))
            return Problem.Invalid(nameof(NewPerson.DisplayName), "Access.NameMissing");
        var now = clock.GetUtcNow();
        var person = new Person
        {
            Id = Ids.New(now), Email = email, UserName = email, DisplayName = name, Language = request.Language, CreatedAt = now,
        };
        var made = await people.CreateAsync(person, request.Password);
        if (!made.Succeeded)
            return Explain(made.Errors.First().Code);
        await people.AddToRoleAsync(person, SystemRoles.Client);
        await letters.QueueAsync(email, request.Language, "Welcome", CancellationToken.None, person.DisplayName);
        return person;
    }

    private static bool LooksLikeAddress(string email) =>
        email.Length is > 2 and <= 254 && !email.Any(char.IsControl) && System.Net.Mail.MailAddress.TryCreate(email, out var parsed) && parsed.Address == email && parsed.Host.Contains('.', StringComparison.Ordinal);

    private Problem Explain(string code) => code switch
    {
        "DuplicateEmail" or "DuplicateUserName" => new(ProblemKind.Conflict, nameof(NewPerson.Email), "Access.EmailTaken"),
        "InvalidEmail" or "InvalidUserName" => Problem.Invalid(nameof(NewPerson.Email), "Access.EmailInvalid"),
        _ => Problem.Invalid(nameof(NewPerson.Password), "Access.PasswordWeak", people.Options.Password.RequiredLength),
    };
}
