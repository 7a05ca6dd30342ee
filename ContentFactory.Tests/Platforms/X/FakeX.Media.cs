using System.Globalization;
using System.Text.Json.Nodes;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Platforms.X;

internal sealed partial class FakeX
{
    private const int CheckSeconds = 5;

    /// <summary>How long a video or an animation is worked on after it was finalized.</summary>
    public TimeSpan Processing { get; set; } = TimeSpan.FromSeconds(12);

    /// <summary>The next upload that is worked on fails.</summary>
    public bool ProcessingFails { get; set; }

    public TimeSpan MediaLife { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How often a state was asked for before its time.</summary>
    public int EarlyChecks { get; private set; }

    private Answer Media(string step, ContractCall call)
    {
        if (step == "initialize")
            return Initialize((string)call.Json!["media_category"]!, (string)call.Json["media_type"]!, (long)call.Json["total_bytes"]!);
        var id = step switch { "status" => call.Text("media_id"), "metadata" => (string?)call.Json!["id"], _ => Hole(call) };
        if (uploads.Find(u => u.Id == id && u.Ends > Now) is not { } upload)
            return XErrors.Invalid($"The media id {id} is invalid or has expired.");
        return step switch
        {
            "append" => Append(upload, MultipartForm.Of(call)),
            "finalize" => Finish(upload),
            "status" => Status(upload),
            _ => Describe(upload, call),
        };
    }

    private Answer Initialize(string category, string type, long total)
    {
        var most = category switch { "tweet_image" => 5, "tweet_gif" => 15, _ => 512 } * 1024L * 1024;
        var fits = category switch { "tweet_image" => type is "image/jpeg" or "image/png" or "image/webp" or "image/gif", "tweet_gif" => type is "image/gif", _ => type.StartsWith("video/", StringComparison.Ordinal) };
        if (total is 0 || total > most || !fits)
            return XErrors.Invalid($"{category} takes no {type} of {total} bytes.");
        uploads.Add(new($"{1_880_000_000_000_000_001 + uploads.Count}", category, type, total, Now + MediaLife));
        return Answer.Ok(Data(new JsonObject { ["id"] = uploads[^1].Id, ["media_key"] = KeyOf(uploads[^1]), ["expires_after_secs"] = (int)MediaLife.TotalSeconds }));
    }

    private Answer Append(FakeUpload upload, IReadOnlyList<FormPart> form)
    {
        if (upload.ReadyAt is not null)
            return XErrors.Invalid("The upload is finalized.");
        upload.Take(int.Parse(form.First(p => p.Name == "segment_index").Text, CultureInfo.InvariantCulture), form.First(p => p.Name == "media").Bytes);
        return Answer.Ok(Data(new JsonObject { ["expires_at"] = upload.Ends.ToUnixTimeSeconds() }));
    }

    private Answer Finish(FakeUpload upload)
    {
        if (!upload.IsWhole)
            return XErrors.Invalid($"{upload.Bytes.Length} of {upload.Total} bytes are here.");
        if (upload.ReadyAt is null)
            (upload.ReadyAt, upload.Fails) = (upload.Category == "tweet_image" ? Now : Now + Processing, ProcessingFails);
        return Shown(upload, "pending");
    }

    private Answer Status(FakeUpload upload)
    {
        EarlyChecks += Now < upload.NextCheck ? 1 : 0;
        return Shown(upload, upload.StateAt(Now));
    }

    private Answer Shown(FakeUpload upload, string state)
    {
        var data = new JsonObject { ["id"] = upload.Id, ["media_key"] = KeyOf(upload), ["size"] = upload.Bytes.Length, ["expires_after_secs"] = (int)(upload.Ends - Now).TotalSeconds };
        if (upload.Category != "tweet_image")
            data["processing_info"] = state is "pending" or "in_progress"
                ? new JsonObject { ["state"] = state, ["check_after_secs"] = CheckSeconds, ["progress_percent"] = 8 }
                : new JsonObject { ["state"] = state, ["progress_percent"] = 100 };
        upload.NextCheck = Now.AddSeconds(CheckSeconds);
        return Answer.Ok(Data(data));
    }

    private static Answer Describe(FakeUpload upload, ContractCall call)
    {
        upload.AltText = (string?)call.Json!["metadata"]!["alt_text"]!["text"];
        return Answer.Ok(Data(new JsonObject { ["id"] = upload.Id }));
    }

    private static string KeyOf(FakeUpload upload) => $"{(upload.Category == "tweet_image" ? 3 : upload.Category == "tweet_gif" ? 16 : 7)}_{upload.Id}";

    private string? FaultOf(IReadOnlyList<string> ids)
    {
        var media = ids.Select(id => uploads.Find(u => u.Id == id && u.Ends > Now && u.ReadyAt is not null && u.StateAt(Now) == "succeeded")).ToList();
        if (media.Contains(null))
            return "Your media IDs are invalid.";
        return media.Count > 1 && media.Exists(m => m!.Category != "tweet_image") ? "A post takes 4 photos, or 1 animation, or 1 video." : null;
    }
}
