using System.Globalization;
using System.Text.Json.Nodes;
using ContentFactory.Domain.Access;

namespace ContentFactory.Domain.Content.Approvals.Asking;

/// <summary>A post that somebody is to be asked about.</summary>
internal sealed record WantedAsk(
    Guid TenantId, string Slug, Guid PostId, int Version, Guid PersonId, long TelegramUserId, string Language, string Company, string Title, string Text, bool IsHalfApproved, int Media, DateTimeOffset ReadyAt, string Link, int OwnNetworks);

/// <summary>What the bot says about posts that wait, in the language of who reads it.</summary>
internal static class AskWords
{
    public const string Approve = "apv:y:";
    public const string Reject = "apv:n:";

    // room for the outcome below it
    private const int LongestText = 2800;

    public static string Say(string key, string language, params string[] args) => NoticeWords.Of($"Content.{key}", args, CultureInfo.GetCultureInfo(language));

    public static string Message(WantedAsk ask, PublicAddress site)
    {
        var text = PlainText.Clean(ask.Text).Trim();
        var cut = PlainText.Cut(text, LongestText);
        var parts = new List<string> { Say("Ask_Title", ask.Language, ask.Company) };
        if (ask.Title.Length > 0)
            parts.Add(PlainText.Line(ask.Title));
        parts.Add(cut.Length < text.Length ? cut + "…" : cut);
        if (new PostWords("", text, "", ask.Link).LinkBelow is { } link)
            parts.Add(PlainText.Line(link));
        if (cut.Length < text.Length || ask.OwnNetworks > 0)
            parts.Add(Say(ask.OwnNetworks > 0 ? "Ask_Networks" : "Ask_Cut", ask.Language, $"{ask.OwnNetworks}"));
        if (ask.Media > 0)
            parts.Add(Say("Ask_Media", ask.Language, $"{ask.Media}"));
        if (ask.IsHalfApproved)
            parts.Add(Say("Ask_Second", ask.Language));
        parts.Add(site.Link($"/t/{ask.Slug}/content/{ask.PostId}"));
        return string.Join("\n\n", parts);
    }

    public static string Buttons(string token, string language) => new JsonObject
    {
        ["inline_keyboard"] = new JsonArray(new JsonArray(Button(Say("Ask_Approve", language), Approve + token), Button(Say("Ask_Reject", language), Reject + token))),
    }.ToJsonString();

    public static string Outcome(string text, AskOutcome outcome, string language, string? approver) => text + "\n\n" + outcome switch
    {
        AskOutcome.Approved => Say(approver is null ? "Ask_DoneApproved" : "Ask_DoneApprovedBy", language, approver ?? ""),
        AskOutcome.Half => Say("Ask_DoneHalf", language),
        AskOutcome.Rejected => Say("Ask_DoneRejected", language),
        AskOutcome.Changed => Say("Ask_DoneChanged", language),
        AskOutcome.Closed => Say("Ask_DoneClosed", language),
    };

    private static JsonObject Button(string label, string data) => new() { ["text"] = label, ["callback_data"] = data };
}
