using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;

namespace ContentFactory.Domain.Content;

/// <summary>The content itself, before it goes to any channel. Approval binds to <see cref="Version"/>: an edited post is a draft again.</summary>
public sealed partial class Post : ITenantOwned
{
    private Post() { }

    public Post(Guid tenantId, Guid id, Guid companyId, PostType type, Guid authorId, DateTimeOffset now) =>
        (TenantId, Id, CompanyId, Type, AuthorId, CreatedAt, UpdatedAt) = (tenantId, id, companyId, type, authorId, now, now);

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public Guid CompanyId { get; private set; }
    public Guid? NicheId { get; private set; }
    public PostType Type { get; private set; }
    public PostStatus Status { get; private set; }
    public string Title { get; private set; } = "";
    public string? Hook { get; private set; }
    public string Text { get; private set; } = "";
    public string[] Hashtags { get; private set; } = [];
    public string? CallToAction { get; private set; }
    public string? Link { get; private set; }
    public string? VideoIdea { get; private set; }
    public string? MiniScript { get; private set; }
    public string? ImagePrompt { get; private set; }
    public string? VideoPrompt { get; private set; }

    /// <summary>Openings that were proposed, the one in the text first.</summary>
    public string[] Hooks { get; private set; } = [];

    public string[] Tags { get; private set; } = [];

    /// <summary>The picture that stands for its video until somebody plays it; null where the network takes one out of the video.</summary>
    public Guid? CoverMediaId { get; private set; }

    /// <summary>What wrote the draft: null for a person, "offline composer", or a model's name.</summary>
    public string? MadeBy { get; private set; }

    public int AiTokens { get; private set; }

    /// <summary>Of the draft; null where the model had no price.</summary>
    public decimal? AiCost { get; private set; } = 0;

    public string AiCurrency { get; private set; } = "USD";
    public Guid AuthorId { get; private set; }
    public Guid? ApproverId { get; private set; }

    /// <summary>Who approved by a link, as they signed; there is no person then.</summary>
    public string? ApproverGuest { get; private set; }

    public DateTimeOffset? ApprovedAt { get; private set; }
    public int? ApprovedVersion { get; private set; }
    public string? RejectionComment { get; private set; }

    /// <summary>Since when it waits for a decision, or waited last.</summary>
    public DateTimeOffset? ReadyAt { get; private set; }

    public int Version { get; private set; } = 1;
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>The text as it goes out: body, then hashtags on a line of their own.</summary>
    public string FullText => Compose(Text, Hashtags);

    public static string Compose(string text, IReadOnlyCollection<string> hashtags) =>
        hashtags.Count == 0 ? text : $"{text.TrimEnd()}\n\n{string.Join(' ', hashtags.Select(h => h.StartsWith('#') ? h : "#" + h))}";

    public void Write(PostContent content, DateTimeOffset now)
    {
        (Title, Hook, Text, Hashtags, CallToAction, Link) = (content.Title, content.Hook, content.Text, content.Hashtags, content.CallToAction, content.Link);
        (VideoIdea, MiniScript, ImagePrompt, VideoPrompt) = (content.VideoIdea, content.MiniScript, content.ImagePrompt, content.VideoPrompt);
        Changed(now);
    }

    /// <summary>Another type goes out otherwise, so it is a change like that of the words.</summary>
    public void Become(PostType type, DateTimeOffset now)
    {
        if (type == Type)
            return;
        Type = type;
        Changed(now);
    }

    public void Cover(Guid? mediaId, DateTimeOffset now)
    {
        if (mediaId == CoverMediaId)
            return;
        PutCover(mediaId);
        Changed(now);
    }

    /// <summary>As a part of a larger change, which counts itself.</summary>
    internal void PutCover(Guid? mediaId) => CoverMediaId = mediaId;

    public void ComposedBy(string writer, int tokens, decimal? cost) => (MadeBy, AiTokens, AiCost) = (writer, tokens, cost);

    public void Propose(IReadOnlyList<string> hooks) => Hooks = [.. hooks.Select(h => PlainText.Cut(PlainText.Line(h), 1000)).Where(h => h.Length > 0).Distinct()];

    /// <summary>For finding and sorting: what readers see stays, and so does an approval.</summary>
    public void Label(IReadOnlyCollection<string> tags) => Tags = [.. tags];

    /// <summary>A change of text or media takes an approval back.</summary>
    public void Changed(DateTimeOffset now)
    {
        (Version, UpdatedAt) = (Version + 1, now);
        if (Status is PostStatus.Ready or PostStatus.Approved)
            Status = PostStatus.Draft;
        ForgetApproval();
    }
}

/// <summary>What a person edits, and what a version keeps.</summary>
public sealed record PostContent(
    string Title, string Text, string[] Hashtags, string? Hook = null, string? CallToAction = null, string? Link = null,
    string? VideoIdea = null, string? MiniScript = null, string? ImagePrompt = null, string? VideoPrompt = null)
{
    /// <summary>True when both would be kept alike.</summary>
    public bool Says(PostContent other) => PostCheck.Same(PostCheck.Kept(this), PostCheck.Kept(other));
}
