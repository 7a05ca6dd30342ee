using System.Globalization;
using System.Text;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Platforms.Threads;

internal sealed record ThreadsToken(DateTimeOffset Until, DateTimeOffset From, IReadOnlyList<string> Scopes);

/// <summary>A file on the web where Threads can fetch it.</summary>
internal sealed record WebFile(string ContentType, long Size);

internal sealed class FakeContainer(string id, ContractCall call, DateTimeOffset at, DateTimeOffset readyAt)
{
    public string Id { get; } = id;
    public DateTimeOffset ReadyAt { get; } = readyAt;
    public string? Failure { get; init; }
    public bool IsPublished { get; set; }
    public string? Text => call.Text("text");
    public string Type { get; } = call.Text("media_type")!;
    public string? Url => call.Text("image_url") ?? call.Text("video_url");
    public string? Alt => call.Text("alt_text");
    public string? ReplyTo => call.Text("reply_to_id");
    public bool IsItem => call.Text("is_carousel_item") == "true";
    public ContractCall Call => call;
    public IReadOnlyList<string> Children => (call.Text("children") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);

    public string StatusAt(DateTimeOffset now) =>
        IsPublished ? "PUBLISHED" : now - at > TimeSpan.FromHours(24) ? "EXPIRED" : now < ReadyAt ? "IN_PROGRESS" : Failure is not null ? "ERROR" : "FINISHED";
}

internal sealed record FakeThread(string Id, string Type, string? Text, DateTimeOffset At, FakeContainer? From)
{
    public string? ReplyTo { get; init; }
    public string Permalink => $"https://www.threads.net/@contract.test/post/{Id}";
    public bool IsRemoved { get; set; }
    public Dictionary<string, long> Insights { get; } = [];
}

/// <summary>How Threads counts: an emoji by its UTF-8 bytes, any other character once.</summary>
internal static class ThreadsLength
{
    public static int Of(string text)
    {
        var (length, elements) = (0, StringInfo.GetTextElementEnumerator(text));
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            length += element.EnumerateRunes().Any(IsEmoji) ? Encoding.UTF8.GetByteCount(element) : element.EnumerateRunes().Count();
        }
        return length;
    }

    private static bool IsEmoji(Rune rune) => rune.Value is >= 0x1F000 or (>= 0x2600 and <= 0x27BF) or 0xFE0F or 0x20E3;
}
