using System.Text.Json.Nodes;
using ContentFactory.Domain.Ai.Costs;

namespace ContentFactory.Domain.Media.Makers;

/// <summary>Voices of ElevenLabs.</summary>
internal sealed class ElevenLabsSpeech(MakerHttp http, MediaMakerOptions options) : IMadeAtOnce
{
    // the description names no limit: this one is ours
    private const int LongestText = 5_000;
    private const string Format = "mp3_44100_128";

    public static MakerFacts FactsOf(MediaMakerOptions options) => new(MadeKind.Voice, "elevenlabs", "ElevenLabs", options.Model ?? "eleven_multilingual_v2", AiUnit.ThousandCharacters, LongestText, []) { Speaks = true };

    public MakerFacts Facts { get; } = FactsOf(options);

    public decimal MostUnits(MediaOrder order) => order.Text.Length / 1000m;

    public async Task<MakerAnswer<MadeFile>> MakeAsync(MediaOrder order, CancellationToken ct)
    {
        var request = MakerHttp.Post($"{options.Address("https://api.elevenlabs.io")}/v1/text-to-speech/{Uri.EscapeDataString(options.Voice!)}?output_format={Format}",
            new JsonObject { ["text"] = order.Text, ["model_id"] = Facts.Model });
        request.Headers.Add("xi-api-key", options.ApiKey);
        var sent = await http.SendAsync(request, MadeType.LongestVoice, costs: true, ct);
        if (sent.Value is not { } reply)
            return sent.Fault!;
        if (!reply.Ok)
        {
            var status = MakerReply.Text(reply.Json(), "detail", "status");
            return reply.Refusal(status is "quota_exceeded" ? AiFault.NoMoney : null, status);
        }
        return MadeType.IsMp3(reply.Body) ? new MadeFile(reply.Body, ".mp3") : MakerReply.Useless;
    }
}
