using ContentFactory.Domain.Data;
using ContentFactory.Web;

var line = CommandLine.Parse(args);
if (line.Fault is not null || line.Command is Command.Help)
{
    (line.Fault is null ? Console.Out : Console.Error).WriteLine(line.Fault is null ? CommandLine.Usage : $"{line.Fault}\n\n{CommandLine.Usage}");
    return line.Fault is null ? 0 : 2;
}
try
{
    return await Commands.RunAsync(line);
}
catch (Exception e) when (e is ConfigurationException or DataFolderException or Microsoft.Extensions.Options.OptionsValidationException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
catch (Exception e) when (e is InvalidOperationException { InnerException: FormatException or ArgumentException } or FormatException)
{
    // the binder names the key and the value that it could not read
    Console.Error.WriteLine($"{e.Message} {e.InnerException?.Message}");
    return 1;
}
