using ContentFactory.Domain.Content.Snippets;

namespace ContentFactory.Web.Content.Snippets;

/// <summary>A signature or a variable as it is being typed.</summary>
public sealed class SnippetDraft
{
    /// <summary>Null for a new one.</summary>
    public Guid? Id { get; init; }

    public SnippetKind Kind { get; set; }
    public string Name { get; set; } = "";
    public string Text { get; set; } = "";
    public Guid? CompanyId { get; set; }

    public static SnippetDraft Of(SnippetRow row) => new() { Id = row.Id, Kind = row.Kind, Name = row.Name, Text = row.Text, CompanyId = row.CompanyId };

    public SnippetEntry Entry() => new(Kind, Name, Text, CompanyId);
}
