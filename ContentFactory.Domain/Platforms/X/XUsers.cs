using System.Text.Json;
using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.X;

/// <summary>Whoever signed in (GET /2/users/me).</summary>
internal sealed class XUsers(XApi api, TimeProvider clock)
{
    public async Task<Result<ConnectedAccount>> CheckAsync(PlatformAccount account, CancellationToken ct)
    {
        var me = await MeAsync(account, ct);
        return me.Ok && account.AccountId.Length > 0 && me.Value.AccountId != account.AccountId ? XErrors.Fault(null, "OtherAccount", me.Value.DisplayName) : me;
    }

    public async Task<Result<ConnectedAccount>> MeAsync(PlatformAccount account, CancellationToken ct)
    {
        var reply = await api.GetAsync(account, "/2/users/me", [("user.fields", "description,public_metrics")], ct);
        if (reply.IsSuccess && reply.Json.Property("data") is { } me && me.Word("id") is { Length: > 0 } id)
            return Read(me, id, account.AppKey);
        return XErrors.JudgeHarmless(reply, account, clock.GetUtcNow()).Reason;
    }

    private static ConnectedAccount Read(JsonElement me, string id, string? app)
    {
        var name = me.Word("username");
        int? followers = me.Whole("public_metrics", "followers_count") is >= 0 and var count ? (int)Math.Min(count, int.MaxValue) : null;
        return new(id, name, me.Word("name") ?? name ?? id, me.Word("description"), followers, null, app);
    }
}
