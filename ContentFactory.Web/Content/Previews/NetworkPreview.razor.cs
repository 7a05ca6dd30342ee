using ContentFactory.Domain.Content;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Publishing;
using ContentFactory.Web.Content.Previews.Looks;
using ContentFactory.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace ContentFactory.Web.Content.Previews;

public sealed partial class NetworkPreview
{
    /// <summary>Shown where a company has no network yet.</summary>
    private const string Usual = "telegram";

    // what the person wants to see instead of what the post's type asks for
    private readonly Dictionary<string, PreviewForm> forms = new(StringComparer.Ordinal);
    private PostType type;

    [Parameter, EditorRequired] public PostView Post { get; set; } = null!;

    /// <summary>As they stand in the fields now.</summary>
    [Parameter, EditorRequired] public PostWords Words { get; set; } = null!;

    [Parameter, EditorRequired] public string ZoneId { get; set; } = "";

    private IReadOnlyList<string> Networks => NetworkDesk.Of(Post);
    private string Network => Desk.In(Networks) is { Length: > 0 } chosen ? chosen : Usual;
    private IPlatform? Platform => Platforms.Find(Network);
    private IReadOnlyList<PublicationKind> Kinds => Platform?.Kinds ?? [PublicationKind.Feed];
    private IReadOnlyList<PreviewForm> Forms => PreviewForms.Of(Kinds, Network);
    private PreviewForm Form => forms.TryGetValue(Network, out var form) && Forms.Contains(form) ? form : UsualForm;
    private IReadOnlyList<PostMediaRow> Media => Post.MediaFor(Network);

    private PreviewForm UsualForm => PreviewForms.FormOf(PostKinds.Of(Post.Type, Kinds)) switch
    {
        // a film alone becomes a reel there
        PreviewForm.Feed when Network == "instagram" && (Post.Type is PostType.ShortVideo || Media is [{ Kind: MediaKind.Video }]) => PreviewForm.Reel,
        var usual => usual,
    };

    private Type Look => (Network, Form) switch
    {
        ("youtube", PreviewForm.Reel) => typeof(ShortLook),
        (_, PreviewForm.Reel) => typeof(ReelLook),
        (_, PreviewForm.Story) => typeof(StoryLook),
        ("instagram", _) => typeof(InstagramLook),
        ("facebook", _) => typeof(FacebookLook),
        ("threads", _) => typeof(ThreadsLook),
        ("x", _) => typeof(XLook),
        ("linkedin", _) => typeof(LinkedInLook),
        ("tiktok", _) => typeof(TikTokLook),
        ("youtube", _) => typeof(YouTubeLook),
        ("discord", _) => typeof(DiscordLook),
        _ => typeof(TelegramLook),
    };

    private PreviewPost Shown
    {
        get
        {
            var (media, time) = (Media, ZonedText.Time(Clock.GetUtcNow(), ZoneId));
            var edited = new EditedPost(Post.Type, Words, media) { Own = Desk.Own(Post, Network), Cover = Post.CoverFor(Network), Kind = PreviewForms.KindOf(Form, Kinds) };
            var reading = Checks.Read(Network, edited) ?? new(PublicationKind.Feed, Words.Whole(), 0, [Words.Whole()], new(int.MaxValue, int.MaxValue, 10, 0, 0), []);
            return PreviewPost.Of(Post, Network, reading, TitleOf(reading), Words.Link.Trim(), media, Platform is not { } one ? text => text.Length : reading.IsMarked ? one.MarkedLengthOf : one.LengthOf, time);
        }
    }

    /// <summary>Null where none is written there.</summary>
    private (PreviewMessage Message, int Delay)? Comment
    {
        get
        {
            var (words, delay) = Desk.Comment(Post, Network);
            return words.Length > 0 && Platform is { } one && one.CommentsOn(PreviewForms.KindOf(Form, Kinds))
                ? (new(words, PreviewFit.Of(words, one.CommentLength, one.CommentLengthOf)), delay) : null;
        }
    }

    protected override void OnParametersSet()
    {
        base.OnParametersSet();
        if (type == Post.Type)
            return;
        type = Post.Type;
        forms.Clear();
    }

    private string TitleOf(NetworkReading reading) => Words.Title.Trim() is { Length: > 0 } title ? title : reading.Words.Split('\n')[0];

    private string FormName(PreviewForm form) => (Network, form) switch
    {
        ("youtube", PreviewForm.Feed) => "Film",
        ("youtube", PreviewForm.Reel) => "Short",
        _ => form.ToString(),
    };
}
