using System.Net.Http.Headers;
using ContentFactory.Domain.Ai.Costs;

namespace ContentFactory.Domain.Media.Makers;

/// <summary>Stable Image of Stability AI.</summary>
internal sealed class StabilityImages(MakerHttp http, MediaMakerOptions options, MediaOptions media) : IMadeAtOnce
{
    private const int LongestPrompt = 10_000;

    public static MakerFacts FactsOf(MediaMakerOptions options) => new(
        MadeKind.Image, "stability", "Stability AI", options.Model switch { "ultra" => "stable-image-ultra", "sd3" => "sd3", _ => "stable-image-core" }, AiUnit.Image, LongestPrompt,
        [MadeShape.Square, MadeShape.Portrait, MadeShape.Landscape]);

    public MakerFacts Facts { get; } = FactsOf(options);

    public decimal MostUnits(MediaOrder order) => 1;

    public async Task<MakerAnswer<MadeFile>> MakeAsync(MediaOrder order, CancellationToken ct)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{options.Address("https://api.stability.ai")}/v2beta/stable-image/generate/{options.Model ?? "core"}")
        {
            Content = new MultipartFormDataContent { { Field(order.Text), "\"prompt\"" }, { Field(Ratio(order.Shape)), "\"aspect_ratio\"" }, { Field("png"), "\"output_format\"" } },
        };
        request.Headers.Authorization = new("Bearer", options.ApiKey);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("image/*"));
        var sent = await http.SendAsync(request, media.MaxImageBytes, costs: true, ct);
        if (sent.Value is not { } reply)
            return sent.Fault!;
        if (!reply.Ok)
            return reply.Refusal(reply.Status is 403 ? AiFault.Refused : null, MakerReply.Text(reply.Json(), "name"));
        if (reply.Headers.GetValueOrDefault("finish-reason") is "CONTENT_FILTERED")
            return new MakerFault(AiFault.Refused, MayCost: true);
        return MadeType.Image(reply.Body) is { } extension ? new MadeFile(reply.Body, extension) : MakerReply.Useless;
    }

    private static StringContent Field(string value) => new(value) { Headers = { ContentType = null } };

    private static string Ratio(MadeShape shape) => shape switch { MadeShape.Square => "1:1", MadeShape.Portrait => "9:16", MadeShape.Landscape => "16:9" };
}
