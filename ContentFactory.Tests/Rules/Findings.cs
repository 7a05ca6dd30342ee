namespace ContentFactory.Tests.Rules;

/// <summary>Says every breach of a rule in full, not the first few characters of the first few.</summary>
internal static class Findings
{
    public static void None(IEnumerable<string> found)
    {
        if (string.Join(Environment.NewLine, found) is { Length: > 0 } all) Assert.Fail(all);
    }
}
