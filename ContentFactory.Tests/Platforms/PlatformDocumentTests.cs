using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Platforms;

public sealed class PlatformDocumentTests : TestDomain
{
    [Fact]
    public void The_document_says_what_code_and_tests_say()
    {
        var text = PlatformDocument.Text(Services.GetServices<IPlatform>());
        if (Environment.GetEnvironmentVariable("PLATFORMS_TO") is { Length: > 0 } to)
            File.WriteAllText(Path.Combine(SourceTree.Root, to), text);

        var file = Path.Combine(SourceTree.Root, PlatformDocument.Path);
        Assert.True(File.Exists(file) && File.ReadAllText(file) == text, $"{PlatformDocument.Path} is not what code and tests make. Make it anew: {PlatformDocument.Remake}");
    }

    [Fact]
    public void Nothing_is_declared_without_a_test_that_holds_it() => Assert.Empty(PlatformDocument.Unproven());
}
