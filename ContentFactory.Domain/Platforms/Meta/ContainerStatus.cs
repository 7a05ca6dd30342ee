namespace ContentFactory.Domain.Platforms.Meta;

internal enum ContainerState { InProgress, Finished, Published, Failed, Expired, Missing, Unread }

/// <summary>What one of Meta's networks says of a container: a post that is prepared, lives for 24 hours and is published at most once.</summary>
/// <param name="Words">Of a container that failed.</param>
internal sealed record ContainerStatus(ContainerState State, string? Words, GraphReply Reply)
{
    /// <param name="word">The network's own.</param>
    public static ContainerState StateOf(string? word) => word switch
    {
        "FINISHED" => ContainerState.Finished,
        "PUBLISHED" => ContainerState.Published,
        "ERROR" => ContainerState.Failed,
        "EXPIRED" => ContainerState.Expired,
        "IN_PROGRESS" => ContainerState.InProgress,
        _ => ContainerState.Unread,
    };
}
