using System.Text.Json.Nodes;
using ContentFactory.Domain.Ai.Costs;

namespace ContentFactory.Domain.Media.Makers;

/// <summary>Videos of HeyGen's third API: an avatar speaks the text. It knows no way to end a job that has begun.</summary>
internal sealed class HeyGenVideos(MakerHttp http, MediaMakerOptions options) : IMadeByJob
{
    // neither limit is the maker's: a text of this length is about six minutes, and nobody speaks slower than this
    private const int LongestText = 5_000;
    private const decimal SlowestSpeech = 8;

    public static MakerFacts FactsOf() => new(MadeKind.Video, "heygen", "HeyGen", "heygen-avatar", AiUnit.Second, LongestText, [MadeShape.Portrait, MadeShape.Landscape]) { Speaks = true };

    public MakerFacts Facts { get; } = FactsOf();

    public decimal MostUnits(MediaOrder order) => 5 + Math.Ceiling(order.Text.Length / SlowestSpeech);

    public async Task<MakerAnswer<string>> StartAsync(MediaOrder order, CancellationToken ct)
    {
        var sent = await SendAsync(MakerHttp.Post(Address, new JsonObject
        {
            ["type"] = "avatar", ["avatar_id"] = options.Avatar, ["voice_id"] = options.Voice, ["script"] = order.Text,
            ["resolution"] = "1080p", ["aspect_ratio"] = order.Shape is MadeShape.Portrait ? "9:16" : "16:9",
        }), costs: true, ct);
        if (sent.Value is not { } reply)
            return sent.Fault!;
        return reply.Ok ? MakerReply.Text(reply.Json(), "data", "video_id") is { Length: > 0 } id ? id : MakerReply.Useless : Refusal(reply);
    }

    public async Task<MakerAnswer<JobLook>> LookAsync(string job, CancellationToken ct)
    {
        var sent = await SendAsync(new HttpRequestMessage(HttpMethod.Get, $"{Address}/{Uri.EscapeDataString(job)}"), costs: false, ct);
        if (sent.Value is not { } reply)
            return sent.Fault!;
        if (!reply.Ok)
            return reply.Status is 404 ? new JobLook(JobState.Gone) : Refusal(reply);
        var data = reply.Json()?["data"];
        return MakerReply.Text(data, "status") switch
        {
            "pending" or "processing" => new JobLook(JobState.Working),
            "completed" => new JobLook(JobState.Done, 1, AddressOf(MakerReply.Text(data, "video_url")), Seconds: MakerReply.Number(data, "duration")),
            // whether a failed one is charged is not written anywhere
            "failed" => new JobLook(JobState.Failed, Fault: new(AiFault.Broken, MayCost: true, Code: MakerReply.Text(data, "failure_code"))),
            _ => MakerReply.Useless,
        };
    }

    public Task<bool> CancelAsync(string job, CancellationToken ct) => Task.FromResult(false);

    internal static Uri? AddressOf(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var address) ? address : null;

    private string Address => $"{options.Address("https://api.heygen.com")}/v3/videos";

    private Task<MakerAnswer<MakerReply>> SendAsync(HttpRequestMessage request, bool costs, CancellationToken ct)
    {
        request.Headers.Add("X-Api-Key", options.ApiKey);
        return http.SendAsync(request, MakerHttp.SmallAnswer, costs, ct);
    }

    private static MakerFault Refusal(MakerReply reply) => reply.Refusal(code: MakerReply.Text(reply.Json(), "error", "code"));
}
