using ContentFactory.Domain.Content;

namespace ContentFactory.Domain.Publishing.Import;

/// <summary>One row of the file, understood.</summary>
/// <param name="At">On the clock of the tenant; null where nothing is planned.</param>
internal sealed record ImportRow(int Number, Guid CompanyId, PostType Type, PostContent Content, string[] Tags, Guid[] Media, Guid[] Channels, (DateOnly Date, TimeOnly Time)? At)
{
    /// <summary>The same for two rows that say the same for one company.</summary>
    public string Key => $"{CompanyId}\n{Content.Title}\n{Content.Text}";
}
