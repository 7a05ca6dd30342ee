namespace ContentFactory.Domain.Access;

/// <summary>A fact that people should hear of: the members with one of <paramref name="Roles"/>, and those named, as far as they are members still.</summary>
/// <param name="TextKey">"Feature.Key" of a text of the domain; the arguments are plain words.</param>
/// <param name="Link">The address of the row below the tenant's; with the key it says whether somebody has an unread notice of it already.</param>
/// <param name="Except">Who needs no telling: those who did it.</param>
internal sealed record Notice(Guid TenantId, string TextKey, string[] Args, string Link, MemberRole[] Roles, Guid[] People, params Guid[] Except)
{
    /// <summary>Who decides about posts, publications and channels.</summary>
    public static readonly MemberRole[] Deciders = [MemberRole.Owner, MemberRole.Approver];

    private const int LongestWord = 120;

    /// <summary>A title, or the beginning of a text that has none, short enough for a line.</summary>
    public static string Named(string title, string text)
    {
        var words = string.Join(' ', (string.IsNullOrWhiteSpace(title) ? text : title).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return PlainText.Cut(words, LongestWord);
    }
}
