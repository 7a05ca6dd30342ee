using ContentFactory.Domain.Platforms;

namespace ContentFactory.Domain.Content.Approvals;

/// <summary>What a guest is shown behind a link.</summary>
/// <param name="Logo">An address that shows the picture for a while.</param>
/// <param name="Reading">Null unless a decision is asked for: a text that was changed since is nobody's business outside.</param>
public sealed record GuestPost(
    LinkState State, string Company, string? Logo, string? InvitedBy, string Recipient, string? Note, DateTimeOffset ExpiresAt, string ZoneId,
    GuestDecision? Decision, string? GuestName, string? Comment, DateTimeOffset? DecidedAt, GuestReading? Reading)
{
    /// <summary>Why no decision is asked for; null where one is.</summary>
    public Problem? Refusal => LinkStates.Refusal(State);
}

/// <summary>The post as it reads at the version of the link.</summary>
/// <param name="Openings">Under test: whoever approves the post approves each of them.</param>
/// <param name="Approvals">How many this version has already.</param>
/// <param name="Link">Goes out below the text of every network; null where none does, or where it stands in the text.</param>
public sealed record GuestReading(
    string Title, string Text, IReadOnlyList<GuestNetworkText> Networks, IReadOnlyList<GuestMedium> Media, IReadOnlyList<string> Openings, IReadOnlyList<GuestChannel> Channels, int Approvals, int Required, string? Link)
{
    /// <summary>The picture that stands for the video; null where none was chosen.</summary>
    public GuestMedium? Cover { get; init; }
}

/// <summary>A network that gets something else than the others.</summary>
/// <param name="Files">Names of the files that it gets, in its order; null where it gets all.</param>
public sealed record GuestNetworkText(string Platform, IReadOnlyList<string> Parts, string? FirstComment, IReadOnlyList<string>? Files)
{
    /// <summary>The text was written for it.</summary>
    public bool IsOwn { get; init; }

    /// <summary>Its own; null where it gets the post's.</summary>
    public GuestMedium? Cover { get; init; }
}

public sealed record GuestMedium(MediaKind Kind, string Address, string? Small, string Name, string? AltText);

/// <summary>Where the post may go out.</summary>
public sealed record GuestChannel(string Platform, string Name);
