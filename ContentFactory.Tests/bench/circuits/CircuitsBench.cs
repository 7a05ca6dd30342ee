using System.Text.Json;

namespace ContentFactory.Tests.Bench;

/// <summary>What open pages cost, how they answer while others work, and what strangers who knock take from them.</summary>
internal static class CircuitsBench
{
    public static async Task<int> RunAsync()
    {
        var dashboards = await DashboardsMeasure.RunAsync();
        var flood = await FloodMeasure.RunAsync();
        Console.WriteLine(JsonSerializer.Serialize(new { dashboards, flood }, JsonSerializerOptions.Web));
        return dashboards.Within && flood.Opened == 0 ? 0 : 1;
    }
}
