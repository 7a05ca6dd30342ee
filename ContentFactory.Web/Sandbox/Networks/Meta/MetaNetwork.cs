using System.Globalization;
using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms.Sandbox;

namespace ContentFactory.Web.Sandbox.Networks.Meta;

/// <summary>What Meta's networks share: tokens, limits, uploads, tokens that renew themselves.</summary>
internal abstract class MetaNetwork : SandboxNetwork
{
    private const string UploadScheme = "OAuth ";
    private const int WaitMinutes = 1;
    private const long TokenSeconds = 60L * 24 * 60 * 60;

    public override SandboxReply Unauthorized { get; } =
        MetaAnswers.Error(190, "Error validating access token: Session has expired or was ended by the person.", 463, "Your session has expired. Please log in again.");

    public override SandboxReply? Forbidden { get; } = MetaAnswers.Error(200, "(#200) The user does not have the right to post as this account.", status: StatusCodes.Status403Forbidden);

    /// <summary>The header of the business use cases says how long, in minutes.</summary>
    public override SandboxReply RateLimited => Limit with
    {
        Headers = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["X-Business-Use-Case-Usage"] = $$"""{"10000000000":[{"type":"{{Platform}}","call_count":100,"total_cputime":25,"total_time":25,"estimated_time_to_regain_access":{{WaitMinutes}}}]}""",
        },
    };

    public override SandboxReply Unreadable { get; } = MetaAnswers.Parameter("Invalid parameter: the request could not be read");

    /// <summary>The network's own refusal of an account that called too often.</summary>
    protected abstract SandboxReply Limit { get; }

    /// <summary>Bytes are sent with another scheme than calls.</summary>
    public override string? TokenOf(SandboxRequest request) =>
        request.Headers.Authorization.ToString() is var header && header.StartsWith(UploadScheme, StringComparison.OrdinalIgnoreCase) ? header[UploadScheme.Length..].Trim() : base.TokenOf(request);

    protected SandboxReply Renewed(SandboxVisit visit) =>
        SandboxReply.Json(new JsonObject { ["access_token"] = TokenOf(visit.Request), ["token_type"] = "bearer", ["expires_in"] = TokenSeconds });

    protected static SandboxReply Missing(SandboxVisit visit, string id) => MetaAnswers.Missing(visit.Request.Method, id);

    /// <summary>The rest of a video's bytes, from where earlier ones ended. They are counted and dropped.</summary>
    protected static async Task<SandboxReply> TakeAsync(SandboxVisit visit, SandboxEntry? draft, CancellationToken ct)
    {
        if (draft is not { State: SandboxStage.Draft } || MetaNote.Of(draft) is not { Waits: true } note)
            return MetaAnswers.UploadRefused("ProcessingFailedError", "This upload is not waiting for bytes", again: false);
        if (Header(visit, "offset") is not { } offset || offset != note.Arrived)
            return MetaAnswers.UploadRefused("OffsetInvalidError", FormattableString.Invariant($"The offset must be {note.Arrived}"), again: true);
        var arrived = offset + await visit.Request.SkipAsync(ct);
        note = (note with { Size = Header(visit, "file_size") ?? arrived }).With(arrived, visit.Now);
        await visit.Posts.PatchAsync(visit.Account.Id, draft.Number, new(Data: note.ToJson()), ct);
        return note.Waits
            ? MetaAnswers.UploadRefused("PartialRequestError", "The file ended too early", again: true)
            : SandboxReply.Json(new JsonObject { ["success"] = true, ["message"] = "Upload successful." });
    }

    /// <summary>Everything of an album goes out and is removed together.</summary>
    protected static async Task PublishAsync(SandboxVisit visit, SandboxEntry entry, SandboxPatch patch, CancellationToken ct)
    {
        var parts = MetaNote.Of(entry).Parts ?? [];
        var album = parts.Count > 0 ? MetaIds.Of(MetaIds.Posts, visit.Account.ChatId, entry.Number) : null;
        foreach (var part in parts)
            await visit.Posts.PatchAsync(visit.Account.Id, part, new(State: SandboxStage.Published, AlbumId: album), ct);
        await visit.Posts.PatchAsync(visit.Account.Id, entry.Number, patch with { State = SandboxStage.Published, AlbumId = album }, ct);
    }

    protected static async Task RemoveAsync(SandboxVisit visit, SandboxEntry entry, CancellationToken ct)
    {
        await visit.Posts.RemoveAsync(visit.Account.Id, entry.Number, ct);
        foreach (var part in MetaNote.Of(entry).Parts ?? [])
            await visit.Posts.RemoveAsync(visit.Account.Id, part, ct);
    }

    private static long? Header(SandboxVisit visit, string name) =>
        long.TryParse(visit.Request.Headers[name].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
