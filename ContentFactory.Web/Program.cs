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
catch (Exception e) when (StartFault.Of(e) is { } said)
{
    Console.Error.WriteLine(said);
    return 1;
}
