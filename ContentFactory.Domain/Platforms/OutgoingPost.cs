namespace ContentFactory.Domain.Platforms;

public enum MediaKind { Image, Animation, Video, Audio, Document }

/// <summary>What a publication becomes at the network. Feed stands for whatever the network makes of such a post by itself.</summary>
public enum PublicationKind { Feed, Video, Story, Reel, Short, Thread }

/// <summary>A file to send. <paramref name="Open"/> gives a fresh stream at each call, which can seek; sizes in bytes and pixels.</summary>
public sealed record OutgoingMedia(MediaKind Kind, string FileName, string ContentType, long Size, int? Width, int? Height, string? AltText, Func<CancellationToken, Task<Stream>> Open)
{
    /// <summary>Of a video; null where it is not known.</summary>
    public TimeSpan? Duration { get; init; }

    private readonly Lazy<Uri?> publicUrl = new((Uri?)null);

    /// <summary>Where the network may fetch the file for the next hours without signing in; null where this installation has no public address.</summary>
    public Uri? PublicUrl
    {
        get => publicUrl.Value;
        init => publicUrl = new(value);
    }

    /// <summary>Makes <see cref="PublicUrl"/> when a network asks for it: most take the bytes.</summary>
    public Func<Uri?> MakesPublicUrl
    {
        init => publicUrl = new(value);
    }

    /// <summary>Records print their members; the address of a file opens it.</summary>
    public override string ToString() => FileName;
}

/// <summary>What is sent: plain text or text with marks (the connector does the platform's own escaping) and media in order.</summary>
/// <param name="Ticket">Null where nothing is published, as when a post is only validated.</param>
public sealed record OutgoingPost(string Text, IReadOnlyList<OutgoingMedia> Media, string? Link = null, bool ProtectContent = false, PublishTicket? Ticket = null)
{
    public PublicationKind Kind { get; init; }

    /// <summary>Where a person has divided the text for a chain of messages; together they are <see cref="Text"/>. Empty where the network divides it.</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];

    /// <summary>The text was written for this network, and its marks are formatting where the network has such (<see cref="IPlatform.Formats"/>).</summary>
    public bool IsMarked { get; init; }

    /// <summary>The picture that stands for the video until somebody plays it; null where none was chosen. What takes none leaves it: <see cref="IPlatform.CoverOf"/>.</summary>
    public OutgoingMedia? Cover { get; init; }

    /// <summary>For networks with titles; never empty where the post has one.</summary>
    public string? Title { get; init; }

    /// <summary>The network's own choices by name ("privacy": "unlisted").</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

/// <summary>What makes a repeated call of one publication safe, where the platform has something of the kind.</summary>
/// <param name="Key">The same in every call of this publication: the idempotency key of class B.</param>
/// <param name="Handle">What an earlier call of the same words and files remembered (class C: container, upload session); null at first.</param>
/// <param name="Remember">
/// Commits a handle of at most 200,000 characters before the step that publishes. False where the lease is lost: that step may not follow then.
/// </param>
public sealed record PublishTicket(Guid Key, string? Handle, Func<string, Task<bool>> Remember)
{
    /// <summary>How long one call may upload before it answers <see cref="PublishKind.Waiting"/> and goes on with the next.</summary>
    public TimeSpan Budget { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The post was changed since the call that remembered the handle: what follows of it may say what is out, and send nothing of what it holds now.</summary>
    public bool IsChanged { get; init; }
}
