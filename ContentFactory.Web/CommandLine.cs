using System.Globalization;

namespace ContentFactory.Web;

public enum Command { Serve, Migrate, CreateAdmin, RebuildNumbers, RotateKeys, Help }

/// <summary>What the program was asked to do. A fault is a sentence for the terminal.</summary>
public sealed record CommandLine(Command Command, int Port = CommandLine.DefaultPort, string DataFolder = ".data", bool Demo = false, string? Email = null, string? Tenant = null, string? Fault = null)
{
    public const int DefaultPort = 5080;

    public const string Usage = """
        ./run [--demo] [--port N] [--data DIR]   start on http://localhost:5080, or another port
        ./run create-admin EMAIL                 make an administrator (or make a person one)
        ./run rebuild-numbers [TENANT]           make days and sums anew out of the stored readings, of one tenant or of all
        ./run rotate-keys [TENANT]               give one tenant or all new keys for their secrets, while the program serves
        ./run migrate                            bring the database up to date and end
        ./run --help
        """;

    public static CommandLine Parse(IReadOnlyList<string> arguments)
    {
        var line = new CommandLine(Command.Serve);
        for (var i = 0; i < arguments.Count && line.Fault is null; i++)
        {
            var value = i + 1 < arguments.Count ? arguments[i + 1] : null;
            line = arguments[i] switch
            {
                "--help" or "-h" => line with { Command = Command.Help },
                "--demo" => line with { Demo = true },
                "--port" => WithPort(line, value, ref i),
                "--data" => value is null ? line with { Fault = "--data needs a folder" } : Taken(line with { DataFolder = value }, ref i),
                "migrate" => line with { Command = Command.Migrate },
                "create-admin" => value is null ? line with { Fault = "create-admin needs an e-mail address" } : Taken(line with { Command = Command.CreateAdmin, Email = value }, ref i),
                "rebuild-numbers" => OfTenant(line with { Command = Command.RebuildNumbers }, value, ref i),
                "rotate-keys" => OfTenant(line with { Command = Command.RotateKeys }, value, ref i),
                var unknown => line with { Fault = $"'{unknown}' is not known" },
            };
        }
        return line;
    }

    private static CommandLine WithPort(CommandLine line, string? value, ref int i)
    {
        if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 0 or > 65535)
            return line with { Fault = $"--port '{value}' is not a port: a number from 1 to 65535" };
        return Taken(line with { Port = port }, ref i);
    }

    private static CommandLine OfTenant(CommandLine line, string? value, ref int i) => value is null or ['-', ..] ? line : Taken(line with { Tenant = value }, ref i);

    private static CommandLine Taken(CommandLine line, ref int i)
    {
        i++;
        return line;
    }
}
