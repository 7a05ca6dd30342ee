using System.Globalization;
using System.Text.Json.Nodes;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Platforms.Discord;

internal sealed partial class FakeDiscord
{
    private const int MostWords = 2000;

    /// <summary>How long a nonce is remembered ("the past few minutes").</summary>
    public TimeSpan NonceLife { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>A message that somebody else wrote, or the bot by other means.</summary>
    public FakeMessage AddForeign(string content, DateTimeOffset at, bool isBots = true) => Add(content, [], null, isBots, at);

    private FakeMessage Add(string content, IReadOnlyList<FakeFile> files, string? nonce, bool isBots, DateTimeOffset at)
    {
        messages.Add(new(IdAt(at, messages.Count), content, files, nonce, isBots, at));
        return messages[^1];
    }

    // ids of Discord begin with the time
    private static string IdAt(DateTimeOffset at, int count) => (((at.ToUnixTimeMilliseconds() - 1_420_070_400_000) << 22) + count).ToString(CultureInfo.InvariantCulture);

    private Answer Take(ContractCall call, bool isBot)
    {
        var form = MultipartForm.Of(call);
        var body = DiscordProtocol.BodyOf(call, form);
        var content = (string?)body["content"] ?? "";
        var nonce = body["nonce"]?.ToString();
        if (nonce is not null && (bool?)body["enforce_nonce"] == true && messages.Find(m => m.Nonce == nonce && m.IsBots == isBot && m.At + NonceLife > Now) is { } earlier)
            return Answer.Ok(DiscordShapes.Message(earlier));
        var files = form.Where(p => p.Name.StartsWith("files[", StringComparison.Ordinal)).Select(p => FileOf(p, body)).ToList();
        if (content.EnumerateRunes().Count() > MostWords)
            return DiscordErrors.BadForm("content", "Must be 2000 or fewer in length.");
        if (content.Trim().Length == 0 && files.Count == 0 && body["embeds"] is null)
            return DiscordErrors.Of(400, 50006, "Cannot send an empty message");
        return Answer.Ok(DiscordShapes.Message(Add(content.Trim(), files, nonce, isBot, Now)));
    }

    private static FakeFile FileOf(FormPart part, JsonObject body)
    {
        var id = part.Name["files[".Length..^1];
        var described = (body["attachments"]?.AsArray() ?? []).FirstOrDefault(a => a!["id"]!.ToString() == id);
        return new((string?)described?["filename"] ?? part.FileName ?? "", part.ContentType, part.Bytes, (string?)described?["description"]);
    }

    private Answer List(ContractCall call)
    {
        var after = call.Text("after") is { } text ? ulong.Parse(text, CultureInfo.InvariantCulture) : 0;
        var before = call.Text("before") is { } end ? ulong.Parse(end, CultureInfo.InvariantCulture) : ulong.MaxValue;
        var limit = int.Parse(call.Text("limit") ?? "50", CultureInfo.InvariantCulture);
        var found = messages.Where(m => !m.IsRemoved).Select(m => (Message: m, Number: ulong.Parse(m.Id, CultureInfo.InvariantCulture))).Where(m => m.Number > after && m.Number < before);
        // with "after" the oldest of them come, and in each case the newest first
        var page = call.Text("after") is null ? found.OrderByDescending(m => m.Number).Take(limit) : found.OrderBy(m => m.Number).Take(limit).Reverse();
        return Answer.Ok(new JsonArray([.. page.Select(m => (JsonNode)DiscordShapes.Message(m.Message))]));
    }
}
