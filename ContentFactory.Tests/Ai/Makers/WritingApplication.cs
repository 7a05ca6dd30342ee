using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Ai.Makers;

/// <summary>The whole application with a maker's model to write.</summary>
internal static class WritingApplication
{
    public static async Task<TestApplication> ApplicationAsync(this FakeAnthropic anthropic)
    {
        await anthropic.StartAsync();
        return await TestApplication.StartAsync(new TestApplicationOptions(Settings: new Dictionary<string, string?>
        {
            ["Ai:Anthropic:ApiKey"] = anthropic.Key, ["Ai:Anthropic:BaseAddress"] = anthropic.Address.ToString(),
        }));
    }
}
