using System.Text.Json.Nodes;
using ContentFactory.Domain.Ai.Costs;
using ContentFactory.Domain.Ai.Makers;

namespace ContentFactory.Domain.Media.Makers;

/// <summary>OpenAI's voices.</summary>
internal sealed class OpenAiSpeech(MakerHttp http, MakerOptions account, OpenAiMediaOptions options) : IMadeAtOnce
{
    private const int LongestText = 4_096;

    public static MakerFacts FactsOf(OpenAiMediaOptions options) => new(MadeKind.Voice, ModelOffer.OpenAi, "OpenAI", options.SpeechModel, AiUnit.ThousandCharacters, LongestText, []) { Speaks = true };

    public MakerFacts Facts { get; } = FactsOf(options);

    public decimal MostUnits(MediaOrder order) => order.Text.Length / 1000m;

    public async Task<MakerAnswer<MadeFile>> MakeAsync(MediaOrder order, CancellationToken ct)
    {
        var request = MakerHttp.Post($"{OpenAiAccount.Address(account)}/audio/speech", new JsonObject
        {
            ["model"] = options.SpeechModel, ["input"] = order.Text, ["voice"] = options.Voice, ["response_format"] = "mp3",
        });
        request.Headers.Authorization = new("Bearer", account.ApiKey);
        var sent = await http.SendAsync(request, MadeType.LongestVoice, costs: true, ct);
        if (sent.Value is not { } reply)
            return sent.Fault!;
        if (!reply.Ok)
            return OpenAiAccount.Refusal(reply);
        return MadeType.IsMp3(reply.Body) ? new MadeFile(reply.Body, ".mp3") : MakerReply.Useless;
    }
}
