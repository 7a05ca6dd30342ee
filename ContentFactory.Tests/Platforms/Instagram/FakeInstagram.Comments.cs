using System.Globalization;
using System.Text.Json.Nodes;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Platforms.Instagram;

internal sealed partial class FakeInstagram
{
    private readonly List<FakeComment> comments = [];

    public IReadOnlyList<FakeComment> Comments => [.. comments];

    /// <summary>Somebody else says it.</summary>
    public void AddComment(string mediaId, string text, string author) => comments.Add(new(NextId(), mediaId, text, author, Now));

    private Answer Comment(ContractCall call)
    {
        if (Find(Owner(call)) is not { Product: not "STORY" } post)
            return GraphErrors.NotFound;
        if (call.Text("message") is not { Length: > 0 and <= 300 } words)
            return GraphErrors.Of(100, 0, "Your comment is too long.");
        AddComment(post.Id, words, UserName);
        return Answer.Ok(new JsonObject { ["id"] = comments[^1].Id });
    }

    private Answer ListComments(ContractCall call)
    {
        if (Find(Owner(call)) is not { } post)
            return GraphErrors.NotFound;
        return GraphAnswer.List(comments.Where(c => c.PostId == post.Id).Reverse().Select(c => GraphAnswer.Choose(new()
        {
            ["id"] = c.Id,
            ["text"] = c.Text,
            ["timestamp"] = c.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'+0000'", CultureInfo.InvariantCulture),
            ["username"] = c.Author,
        }, call.Text("fields"))));
    }
}
