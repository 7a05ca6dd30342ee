using System.Text.Json.Nodes;
using ContentFactory.Domain.Ai.Costs;

namespace ContentFactory.Domain.Media.Makers;

/// <summary>Short videos of Runway, made of a description.</summary>
internal sealed class RunwayVideos(MakerHttp http, MediaMakerOptions options) : IMadeByJob
{
    public const string Version = "2024-11-06";
    private const int LongestPrompt = 1_000;
    private const int UsualSeconds = 5;

    // as the description of the API says
    private const decimal CreditInUsd = 0.01m;

    /// <summary>Models that take the same request, each with the lengths that it makes.</summary>
    public static IReadOnlyDictionary<string, int[]> Models { get; } = new Dictionary<string, int[]> { ["gen4.5"] = [2, 3, 4, 5, 6, 7, 8, 9, 10], ["veo3.1"] = [4, 6, 8], ["veo3.1_fast"] = [4, 6, 8] };

    public static MakerFacts FactsOf(MediaMakerOptions options)
    {
        var model = options.Model ?? "gen4.5";
        return new(MadeKind.Video, "runway", "Runway", model, AiUnit.Second, LongestPrompt, [MadeShape.Portrait, MadeShape.Landscape]) { Seconds = Models[model] };
    }

    public MakerFacts Facts { get; } = FactsOf(options);

    public decimal MostUnits(MediaOrder order) => Seconds(order);

    public async Task<MakerAnswer<string>> StartAsync(MediaOrder order, CancellationToken ct)
    {
        var sent = await SendAsync(MakerHttp.Post($"{Address}/v1/text_to_video", new JsonObject
        {
            ["model"] = Facts.Model, ["promptText"] = order.Text, ["ratio"] = order.Shape is MadeShape.Portrait ? "720:1280" : "1280:720", ["duration"] = Seconds(order),
        }), costs: true, ct);
        if (sent.Value is not { } reply)
            return sent.Fault!;
        return reply.Ok ? MakerReply.Text(reply.Json(), "id") is { Length: > 0 } id ? id : MakerReply.Useless : reply.Refusal();
    }

    public async Task<MakerAnswer<JobLook>> LookAsync(string job, CancellationToken ct)
    {
        var sent = await SendAsync(new HttpRequestMessage(HttpMethod.Get, Of(job)), costs: false, ct);
        if (sent.Value is not { } reply)
            return sent.Fault!;
        if (!reply.Ok)
            return reply.Status is 404 ? new JobLook(JobState.Gone) : reply.Refusal();
        var json = reply.Json();
        var cost = MakerReply.Number(json, "cost", "credits") * CreditInUsd;
        return MakerReply.Text(json, "status") switch
        {
            "PENDING" or "THROTTLED" => new JobLook(JobState.Working),
            "RUNNING" => new JobLook(JobState.Working, (double?)MakerReply.Number(json, "progress")),
            "SUCCEEDED" => new JobLook(JobState.Done, 1, json?["output"] is JsonArray { Count: > 0 } output ? HeyGenVideos.AddressOf(MakerReply.Text(output[0])) : null, cost),
            "FAILED" => new JobLook(JobState.Failed, Cost: cost, Fault: Failure(MakerReply.Text(json, "failureCode"))),
            "CANCELLED" => new JobLook(JobState.Failed, Cost: cost, Fault: new(AiFault.Cancelled, MayCost: true)),
            _ => MakerReply.Useless,
        };
    }

    public async Task<bool> CancelAsync(string job, CancellationToken ct) =>
        (await SendAsync(new HttpRequestMessage(HttpMethod.Delete, Of(job)), costs: false, ct)).Value is { Ok: true };

    // the codes stand in another document of the maker's; those of its moderation begin with this word
    private static MakerFault Failure(string? code) => new(code?.StartsWith("SAFETY", StringComparison.Ordinal) is true ? AiFault.Refused : AiFault.Broken, MayCost: true, Code: code);

    private string Address => options.Address("https://api.dev.runwayml.com");

    private string Of(string job) => $"{Address}/v1/tasks/{Uri.EscapeDataString(job)}";

    /// <summary>The next length that the model makes, else its longest.</summary>
    private int Seconds(MediaOrder order) => Facts.Seconds.Where(s => s >= (order.Seconds ?? UsualSeconds)).DefaultIfEmpty(Facts.Seconds[^1]).First();

    private Task<MakerAnswer<MakerReply>> SendAsync(HttpRequestMessage request, bool costs, CancellationToken ct)
    {
        request.Headers.Authorization = new("Bearer", options.ApiKey);
        request.Headers.Add("X-Runway-Version", Version);
        return http.SendAsync(request, MakerHttp.SmallAnswer, costs, ct);
    }
}
