using System.Text.Json.Nodes;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Platforms.Discord;

/// <summary>What a request to Discord must look like: its OpenAPI description, and what the contract says of files, mentions and nonces.</summary>
internal static class DiscordProtocol
{
    private const int MostFiles = 10;

    public static IEnumerable<string> Check(string step, ContractCall call, bool mayMention)
    {
        var form = MultipartForm.Of(call);
        var body = step is "execute_webhook" or "create_message" ? BodyOf(call, form) : null;
        var isWebhook = call.Path.Contains("/webhooks/", StringComparison.Ordinal);
        return
        [
            .. OpenApiDescription.Discord.Violations(call, body),
            .. body is null ? [] : Message(step, body, mayMention).Concat(Files(form, body)),
            .. isWebhook || call.Header("Authorization")?.StartsWith("Bot ", StringComparison.Ordinal) == true ? Array.Empty<string>() : ["needs Authorization: Bot"],
            .. isWebhook && call.Header("Authorization") is not null ? ["a webhook's address is its whole right"] : Array.Empty<string>(),
        ];
    }

    /// <summary>The message, whether it came as JSON or in the part "payload_json".</summary>
    public static JsonObject BodyOf(ContractCall call, IReadOnlyList<FormPart> form) =>
        (form.FirstOrDefault(p => p.Name == "payload_json") is { } payload ? JsonNode.Parse(payload.Text) : call.Json) as JsonObject ?? [];

    private static IEnumerable<string> Message(string step, JsonObject body, bool mayMention)
    {
        if (!mayMention && body["allowed_mentions"]?["parse"] is not JsonArray { Count: 0 })
            yield return "text of others may mention nobody: allowed_mentions.parse must be []";
        if (step == "create_message" && (body["nonce"] is null || (bool?)body["enforce_nonce"] != true))
            yield return "a bot's message needs nonce and enforce_nonce";
    }

    private static IEnumerable<string> Files(IReadOnlyList<FormPart> form, JsonObject body)
    {
        var files = form.Where(p => p.Name != "payload_json").ToList();
        if (files.Count > MostFiles)
            yield return $"{files.Count} files";
        foreach (var file in files.Where((f, n) => f.Name != $"files[{n}]" || f.Bytes.Length == 0 || string.IsNullOrEmpty(f.FileName)))
            yield return $"the part {file.Name} of {file.Bytes.Length} bytes with the name '{file.FileName}'";
        foreach (var attachment in body["attachments"]?.AsArray() ?? [])
            if (files.TrueForAll(f => f.Name != $"files[{attachment!["id"]}]"))
                yield return $"attachment {attachment!["id"]} has no file";
    }
}
