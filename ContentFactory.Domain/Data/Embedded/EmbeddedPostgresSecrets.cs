using System.Security.Cryptography;
using System.Text.Json;

namespace ContentFactory.Domain.Data.Embedded;

/// <summary>The passwords of the embedded cluster's roles, made once and kept beside the cluster where only the owner reads.</summary>
internal sealed record EmbeddedPostgresSecrets(IReadOnlyDictionary<string, string> Passwords)
{
    public const string Superuser = "postgres";
    public static readonly string[] Roles = ["cf_owner", "cf_app", "cf_system"];

    public string this[string role] =>
        Passwords.TryGetValue(role, out var password) ? password : throw new ArgumentException($"Unknown database role {role}", nameof(role));

    /// <summary>Null where there is no file, or none that can be used.</summary>
    public static EmbeddedPostgresSecrets? Read(string file)
    {
        try
        {
            var passwords = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file));
            return passwords is not null && Roles.Append(Superuser).All(passwords.ContainsKey) ? new(passwords) : null;
        }
        catch (Exception unusable) when (unusable is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }

    public static EmbeddedPostgresSecrets Create(string file)
    {
        var passwords = Roles.Append(Superuser).ToDictionary(role => role, _ => RandomNumberGenerator.GetHexString(48, lowercase: true));
        var unfinished = file + ".new";
        File.Delete(unfinished);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using (var stream = new FileStream(unfinished, options))
        {
            JsonSerializer.Serialize(stream, passwords);
            stream.Flush(flushToDisk: true);
        }

        File.Move(unfinished, file, overwrite: true);
        return new(passwords);
    }
}
