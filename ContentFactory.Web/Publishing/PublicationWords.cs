using ContentFactory.Domain.Publishing;
using ContentFactory.Web.Ui;

namespace ContentFactory.Web.Publishing;

/// <summary>The states of a publication in the product's one vocabulary, and as the address of a filtered view names them.</summary>
public static class PublicationWords
{
    /// <summary>The filters of a view in their order: the name in the address and the states behind it.</summary>
    public static IReadOnlyList<(string Name, PublicationState[] States)> Filters { get; } =
    [
        ("attention", [PublicationState.Failed, PublicationState.Unknown, PublicationState.Held]),
        ("scheduled", [PublicationState.Scheduled]),
        ("publishing", [PublicationState.Leased, PublicationState.Sending, PublicationState.Accepted]),
        ("published", [PublicationState.Published]),
        ("failed", [PublicationState.Failed]),
        ("unknown", [PublicationState.Unknown]),
        ("held", [PublicationState.Held]),
        ("cancelled", [PublicationState.Cancelled]),
        ("deleted", [PublicationState.Deleted, PublicationState.RemovedByPlatform]),
    ];

    public static StatusWord Of(PublicationState state) => state switch
    {
        PublicationState.Scheduled => StatusWord.Scheduled,
        PublicationState.Leased or PublicationState.Sending or PublicationState.Accepted => StatusWord.Publishing,
        PublicationState.Published => StatusWord.Published,
        PublicationState.Failed => StatusWord.Failed,
        PublicationState.Unknown => StatusWord.Unknown,
        PublicationState.Cancelled => StatusWord.Cancelled,
        PublicationState.Deleted => StatusWord.Deleted,
        PublicationState.RemovedByPlatform => StatusWord.Removed,
        PublicationState.Held => StatusWord.Held,
    };

    /// <summary>Empty for no filter, and for a name that nobody knows.</summary>
    public static PublicationState[] StatesOf(string? name) => Filters.FirstOrDefault(f => f.Name == name).States ?? [];
}
