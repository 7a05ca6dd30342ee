using ContentFactory.Tests.Bench;
using ContentFactory.Tests.Publishing.Chaos;

// the kill rig starts this assembly again for its networks and nodes
return args switch
{
    ["network", var folder, var seed, var factor] => await NetworkProgram.RunAsync(folder, seed, factor),
    ["node", var folder, var name] => await NodeProgram.RunAsync(folder, name),
    _ => await Benchmarks.RunAsync(args),
};
