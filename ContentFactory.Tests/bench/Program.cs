using ContentFactory.Tests.Bench;

return await Benchmarks.RunAsync(args);
