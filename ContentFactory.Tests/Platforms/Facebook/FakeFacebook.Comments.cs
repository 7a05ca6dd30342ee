using System.Text.Json.Nodes;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Platforms.Facebook;

internal sealed partial class FakeFacebook
{
    private readonly List<FakeComment> comments = [];

    public IReadOnlyList<FakeComment> Comments => [.. comments];

    /// <summary>Somebody else says it.</summary>
    public void AddComment(string postId, string text, string author) => comments.Add(new($"{postId.Split('_')[^1]}_{NextId()}", postId, text, author, Now));

    private Answer Comment(ContractCall call, string page)
    {
        if (posts.FirstOrDefault(p => p.IsCalled(Owner(call)) && !p.IsRemoved) is not { IsStory: false } post)
            return GraphAnswer.Gone;
        if (call.Text("message") is not { Length: > 0 and <= 8000 } words)
            return GraphAnswer.Error(100, 0, "Param message must be between 1 and 8000 characters long");
        AddComment(post.Id, words, page);
        return Answer.Ok(new JsonObject { ["id"] = comments[^1].Id });
    }

    private Answer ListComments(ContractCall call)
    {
        if (posts.FirstOrDefault(p => p.IsCalled(Owner(call)) && !p.IsRemoved) is not { } post)
            return GraphAnswer.Gone;
        return GraphAnswer.List(comments.Where(c => c.PostId == post.Id).Reverse().Select(c => GraphAnswer.Choose(Show(c), call.Text("fields"))));
    }

    private static JsonObject Show(FakeComment comment) => new()
    {
        ["id"] = comment.Id,
        ["message"] = comment.Text,
        ["created_time"] = Stamp(comment.At),
        ["permalink_url"] = $"https://www.facebook.com/{comment.PostId}?comment_id={comment.Id}",
        ["from"] = new JsonObject { ["id"] = comment.Author, ["name"] = "Somebody" },
    };
}
