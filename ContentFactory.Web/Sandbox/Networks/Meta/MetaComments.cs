using System.Globalization;
using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms.Sandbox;

namespace ContentFactory.Web.Sandbox.Networks.Meta;

/// <summary>Comments under a post: entries that stand in no list of posts.</summary>
internal static class MetaComments
{
    public const string Edge = "comments";

    private const string Method = "comment";

    public static bool IsComment(SandboxEntry entry) => entry.Method is Method;

    /// <param name="longest">Characters that the network takes.</param>
    public static async Task<SandboxReply> WriteAsync(SandboxVisit visit, SandboxEntry post, int longest, CancellationToken ct)
    {
        var words = visit.Request["message"];
        if (words.Length == 0 || words.Length > longest)
            return MetaAnswers.Parameter(string.Create(CultureInfo.InvariantCulture, $"Param message must be between 1 and {longest} characters long"));
        var number = await visit.Posts.RecordAsync(visit.Account.Id, [new(Method, words) { Data = new MetaNote("COMMENT", ReplyTo: post.Number).ToJson() }], ct);
        return MetaAnswers.Id(visit.IdOf(number));
    }

    /// <summary>Newest first.</summary>
    public static async Task<SandboxReply> ListAsync(SandboxVisit visit, SandboxEntry post, CancellationToken ct) => MetaAnswers.List(
        [.. (await visit.PostsAsync(e => IsComment(e) && MetaNote.Of(e).ReplyTo == post.Number, ct)).Select(comment => Node(visit, comment))], visit.Request["fields"]);

    private static JsonObject Node(SandboxVisit visit, SandboxEntry comment) => new()
    {
        ["id"] = visit.IdOf(comment.Number), ["message"] = comment.Text, ["text"] = comment.Text, ["created_time"] = MetaAnswers.Time(comment.SentAt), ["timestamp"] = MetaAnswers.Time(comment.SentAt),
        ["permalink_url"] = visit.AddressOf(comment.Number), ["from"] = new JsonObject { ["id"] = visit.AccountId, ["name"] = visit.Account.Title }, ["username"] = visit.Account.Handle,
    };
}
