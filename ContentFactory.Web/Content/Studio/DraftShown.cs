using ContentFactory.Domain.Ai.Writers;

namespace ContentFactory.Web.Content;

/// <summary>What has come of a draft so far, and from whom.</summary>
/// <param name="StartedOver">Another model wrote before, and what it wrote was of no use.</param>
public sealed record DraftShown(string Model, string Title, string Text, bool StartedOver)
{
    public static DraftShown After(DraftShown? before, DraftWords words) => before is null || words.StartsOver
        ? new(words.Model, words.Title, words.Text, words.StartsOver)
        : before with { Title = before.Title + words.Title, Text = before.Text + words.Text };
}
