using ContentFactory.Domain.Access;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Access;

public sealed class PermissionDocumentTests
{
    [Fact]
    public void The_document_says_what_the_table_says()
    {
        if (Environment.GetEnvironmentVariable("PERMISSIONS_TO") is { Length: > 0 } to)
            File.WriteAllText(Path.Combine(SourceTree.Root, to), PermissionDocument.Text());

        var file = Path.Combine(SourceTree.Root, PermissionDocument.Path);
        Assert.True(File.Exists(file) && File.ReadAllText(file) == PermissionDocument.Text(), $"{PermissionDocument.Path} is not what the table makes. Make it anew: {PermissionDocument.Remake}");
    }

    [Fact]
    public void Each_action_has_its_words_exactly_once()
    {
        var described = PermissionWords.Areas.SelectMany(a => a.Actions).Select(a => a.Action).ToList();
        Assert.Equal(Enum.GetValues<Permission>().Order(), described.Order());
        Assert.All(PermissionWords.Areas.SelectMany(a => a.Actions), a => Assert.Matches(@"^[A-Z].+\.$", a.Sentence));
    }
}
