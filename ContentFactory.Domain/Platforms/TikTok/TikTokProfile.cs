using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.TikTok;

/// <summary>Whose token it is ("Get User Info"). Name and followers need rights of their own, without which the rest is asked for.</summary>
internal sealed class TikTokProfile(TikTokApi api)
{
    private const string Path = "/v2/user/info/";
    private const string Basic = "open_id,display_name";
    private const string Full = $"{Basic},username,bio_description,follower_count";

    public async Task<Result<ConnectedAccount>> CheckAsync(PlatformAccount account, CancellationToken ct)
    {
        var own = await ReadAsync(account, ct);
        if (!own.Ok || account.AccountId.Length == 0 || own.Value.AccountId == account.AccountId)
            return own;
        return TikTokErrors.Fault(null, "OtherAccount", own.Value.DisplayName);
    }

    /// <summary>The id is that of the person for this app (open_id).</summary>
    public async Task<Result<ConnectedAccount>> ReadAsync(PlatformAccount account, CancellationToken ct)
    {
        var reply = await api.GetAsync(account, Path, Full, ct);
        if (reply.Code is TikTokErrors.ScopeMissing)
            reply = await api.GetAsync(account, Path, Basic, ct);
        if (!reply.Done)
            return TikTokErrors.ProblemOf(reply);
        if (reply.Data.Word("user", "open_id") is not { Length: > 0 } id)
            return Problem.Unavailable(TikTokErrors.Key("Unavailable"), "open_id");
        var handle = reply.Data.Word("user", "username") is { Length: > 0 } name ? name : account.Handle;
        var shown = reply.Data.Word("user", "display_name") is { Length: > 0 } display ? display : handle ?? id;
        int? followers = reply.Data.Whole("user", "follower_count") is { } count ? (int)Math.Clamp(count, 0, int.MaxValue) : null;
        return new ConnectedAccount(id, handle, shown, reply.Data.Word("user", "bio_description"), followers, null, account.AppKey);
    }
}
