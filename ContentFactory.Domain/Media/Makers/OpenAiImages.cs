using System.Text.Json.Nodes;
using ContentFactory.Domain.Ai.Costs;
using ContentFactory.Domain.Ai.Makers;

namespace ContentFactory.Domain.Media.Makers;

/// <summary>OpenAI's GPT image models. The price is that of one picture of medium quality in the larger sizes.</summary>
internal sealed class OpenAiImages(MakerHttp http, MakerOptions account, OpenAiMediaOptions options, MediaOptions media) : IMadeAtOnce
{
    private const int LongestPrompt = 32_000;

    public static MakerFacts FactsOf(OpenAiMediaOptions options) =>
        new(MadeKind.Image, ModelOffer.OpenAi, "OpenAI", options.ImageModel, AiUnit.Image, LongestPrompt, [MadeShape.Square, MadeShape.Portrait, MadeShape.Landscape]);

    public MakerFacts Facts { get; } = FactsOf(options);

    public decimal MostUnits(MediaOrder order) => 1;

    public async Task<MakerAnswer<MadeFile>> MakeAsync(MediaOrder order, CancellationToken ct)
    {
        var request = MakerHttp.Post($"{OpenAiAccount.Address(account)}/images/generations", new JsonObject
        {
            ["model"] = options.ImageModel, ["prompt"] = order.Text, ["n"] = 1, ["size"] = Size(order.Shape), ["quality"] = "medium", ["output_format"] = "png",
        });
        request.Headers.Authorization = new("Bearer", account.ApiKey);
        var sent = await http.SendAsync(request, (media.MaxImageBytes * 4 / 3) + MakerHttp.SmallAnswer, costs: true, ct);
        if (sent.Value is not { } reply)
            return sent.Fault!;
        if (!reply.Ok)
            return OpenAiAccount.Refusal(reply);
        var json = reply.Json();
        return json?["data"] is JsonArray { Count: > 0 } data && Bytes(MakerReply.Text(data[0], "b64_json")) is { } bytes && MadeType.Image(bytes) is { } extension
            ? new MadeFile(bytes, extension, Usage(json)) : MakerReply.Useless;
    }

    private static string Size(MadeShape shape) => shape switch { MadeShape.Square => "1024x1024", MadeShape.Portrait => "1024x1536", MadeShape.Landscape => "1536x1024" };

    private static byte[]? Bytes(string? base64)
    {
        var bytes = new byte[(base64?.Length ?? 0) * 3 / 4];
        return base64 is not null && Convert.TryFromBase64String(base64, bytes, out var written) ? bytes[..written] : null;
    }

    private static TokenUse? Usage(JsonObject json) =>
        MakerReply.Number(json, "usage", "input_tokens") is { } input && MakerReply.Number(json, "usage", "output_tokens") is { } output ? new((int)input, 0, (int)output) : null;
}
