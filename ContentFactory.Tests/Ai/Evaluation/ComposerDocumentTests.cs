using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Ai.Evaluation;

public sealed class ComposerDocumentTests
{
    [Fact]
    public void The_document_shows_what_the_composer_writes()
    {
        var text = ComposerDocument.Text();
        if (Environment.GetEnvironmentVariable("COMPOSER_TO") is { Length: > 0 } to)
            File.WriteAllText(Path.Combine(SourceTree.Root, to), text);

        var file = Path.Combine(SourceTree.Root, ComposerDocument.Path);
        Assert.True(File.Exists(file) && File.ReadAllText(file) == text, $"{ComposerDocument.Path} is not what the composer writes. Make it anew: {ComposerDocument.Remake}");
    }
}
