using System.Globalization;
using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Access;

/// <summary>What a setting takes, and so how a page asks for it.</summary>
public enum SettingKind { Zone, Language, Email, Chat, Choice, Whole, Fraction, Model }

/// <summary>Where a value in force was set; each level outranks those before it.</summary>
public enum SettingLevel { System, Tenant, Company }

/// <summary>A setting that a tenant, and each of its companies, may set differently from the product's own value.</summary>
/// <param name="Name">"section.key", as it stands in the database.</param>
/// <param name="Default">The product's own value; empty where there is none.</param>
public abstract partial record SettingDefinition(string Name, SettingKind Kind, string Default)
{
    public decimal Least { get; init; }
    public decimal Most { get; init; }
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The tenant's value is the tenant's own field, edited with it; only companies have rows.</summary>
    public bool IsFieldOfTenant { get; init; }

    public string Section => Name.Split('.')[0];

    /// <summary>The value as it is stored, or what is wrong with it; the problem's field is the setting's name.</summary>
    public Result<string> Check(string typed)
    {
        var text = typed.Trim();
        return Kind switch
        {
            SettingKind.Zone => TimeZoneInfo.TryFindSystemTimeZoneById(text, out _) && text.Length <= 64 ? text : Invalid("Access.ZoneUnknown"),
            SettingKind.Language or SettingKind.Choice => Choices.Contains(text) ? text : Invalid("Access.SettingChoice"),
            SettingKind.Email => EmailAddress.TryParse(text, out var email) ? email.Key : Invalid("Access.EmailInvalid"),
            SettingKind.Chat => ChatId().IsMatch(text) ? text : Invalid("Access.SettingChat"),
            SettingKind.Model => ModelName().IsMatch(text) ? text : Invalid("Access.SettingModel"),
            SettingKind.Whole => Number(text, 0),
            SettingKind.Fraction => Number(text, 2),
        };
    }

    /// <summary>A comma is as good as a point.</summary>
    private Result<string> Number(string text, int digits)
    {
        var styles = digits == 0 ? NumberStyles.None : NumberStyles.AllowDecimalPoint;
        return decimal.TryParse(text.Replace(',', '.'), styles, CultureInfo.InvariantCulture, out var number) && number >= Least && number <= Most && decimal.Round(number, digits) == number
            ? number.ToString("0.##", CultureInfo.InvariantCulture) : Invalid("Access.SettingRange", Least, Most);
    }

    private Problem Invalid(string textKey, params object[] args) => Problem.Invalid(Name, textKey, args);

    [GeneratedRegex(@"\A-?[1-9][0-9]{3,19}\z")]
    private static partial Regex ChatId();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9 ._:/@-]{0,99}\z")]
    private static partial Regex ModelName();
}

/// <summary>A setting whose value the code reads as a <typeparamref name="T"/>.</summary>
public sealed record SettingDefinition<T>(string Name, SettingKind Kind, string Default, Func<string, T> Read) : SettingDefinition(Name, Kind, Default);
