using System.Text;
using System.Text.Json;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Access.Keys;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.Http;
using ContentFactory.Domain.Platforms.Sandbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ContentFactory.Domain.Channels;

/// <param name="Session">That of the person who asks; the return counts in this one only.</param>
/// <param name="Tenant">Its short name, as in addresses.</param>
public sealed record BeginSignIn(Guid CompanyId, string Way, bool Sandbox, Guid Session, string Tenant);

/// <summary>Whose way out and back it is: a person's in one session, or a guest's in one browser.</summary>
/// <param name="PersonId">Of a guest the one who invited.</param>
internal sealed record Traveller(Guid PersonId, Guid Session, GuestPass? Pass = null)
{
    public Guid? InvitationId => Pass?.InvitationId;
}

/// <summary>What the network sent the person back with.</summary>
public sealed record SignInAnswer(string Way, Guid Session, string? State, string? Code, string? Error)
{
    /// <summary>Records print their members; the code must not reach a log that way.</summary>
    public override string ToString() => $"{Way} ({Error})";
}

/// <summary>Connects accounts by signing in at their network: the way out, the way back, and the choice of accounts.</summary>
public sealed class ChannelSignIns(
    Db db, Actor actor, SignInWays ways, AppAssignments assignments, PlatformApps apps, ChannelConnections connections, ChannelCare care, TenantSeal seal,
    PublicAddress site, IOptions<SandboxOptions> sandbox, TimeProvider clock)
{
    internal const string SealKind = "ContentFactory.ChannelSignIn";

    // "no" in the words of the networks
    private static readonly HashSet<string?> Denials = ["access_denied", "user_cancelled_authorize", "user_cancelled_login", "user_denied"];

    /// <summary>The network's address to send the person's browser to.</summary>
    public Task<Result<Uri>> BeginAsync(BeginSignIn request, CancellationToken ct)
    {
        actor.Demand(Permission.ConnectChannels);
        return BeginAsync(request, Own(request.Session), ct);
    }

    internal async Task<Result<Uri>> BeginAsync(BeginSignIn request, Traveller who, CancellationToken ct)
    {
        if (ways.Find(request.Way) is not var (platform, way))
            return Problem.NotFound("Channels.WayUnknown");
        if (await connections.RefusalAsync(request.CompanyId, platform.Key, request.Sandbox, ct) is { } refusal)
            return refusal;
        var app = request.Sandbox ? SandboxApp : await assignments.AssignAsync(actor, way.AppPool, ct);
        if (app is null)
            return Problem.Unavailable("Channels.AppMissing");
        var (now, state, verifier) = (clock.GetUtcNow(), SignInState.Draw(request.Tenant), SignInState.Random());
        var id = Ids.New(now);
        await using var context = await db.OpenAsync(ct);
        // begun anew: the former way out is given up, but not one to another network or an open choice in another tab
        await context.ChannelSignIns.Where(s => s.ExpiresAt < now || (s.SessionId == who.Session && s.Way == way.Key && s.ReturnedAt == null)).ExecuteDeleteAsync(ct);
        context.ChannelSignIns.Add(new ChannelSignIn(
            actor.TenantId, id, who.PersonId, who.Session, request.CompanyId, way.Key, app.Id, request.Sandbox, state.Hash(), seal.Seal(Purpose(id, nameof(ChannelSignIn.Verifier)), verifier), now, who.InvitationId));
        await context.SaveChangesAsync(ct);
        return way.AddressOf(new(app, CallbackOf(way), state.Value, SignInState.Challenge(verifier), BaseOf(platform, request.Sandbox)));
    }

    /// <summary>Takes the code for tokens, once. The id leads to the choice of accounts, or to why there is none.</summary>
    public Task<Result<Guid>> ReturnAsync(SignInAnswer answer, CancellationToken ct)
    {
        actor.Demand(Permission.ConnectChannels);
        return ReturnAsync(answer, Own(answer.Session), ct);
    }

    internal async Task<Result<Guid>> ReturnAsync(SignInAnswer answer, Traveller who, CancellationToken ct)
    {
        if (ways.Find(answer.Way) is not var (platform, way) || SignInState.Of(answer.State) is not { } state)
            return Problem.Conflict("Channels.SignInOver");
        var (now, hash) = (clock.GetUtcNow(), state.Hash());
        await using var context = await db.OpenAsync(ct);
        // used by the first return, whatever becomes of it: a code is good once
        var taken = await context.ChannelSignIns
            .Where(s => s.StateHash == hash && s.Way == way.Key && s.PersonId == who.PersonId && s.SessionId == who.Session && s.InvitationId == who.InvitationId && s.ReturnedAt == null && s.ExpiresAt > now)
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.ReturnedAt, now), ct);
        if (taken != 1)
            return Problem.Conflict("Channels.SignInOver");
        var signIn = await context.ChannelSignIns.SingleAsync(s => s.StateHash == hash, ct);
        var offer = SealedOffer.Of(await ExchangeAsync(signIn, platform, way, answer, ct), signIn.AppId);
        signIn.Return(seal.Seal(Purpose(signIn.Id, nameof(ChannelSignIn.Offer)), JsonSerializer.SerializeToUtf8Bytes(offer)), clock.GetUtcNow());
        await context.SaveChangesAsync(ct);
        return signIn.Id;
    }

    /// <summary>The accounts to choose from. Not found where it is over, or another person's or session's.</summary>
    public Task<Result<SignInOffer>> OfferAsync(Guid id, Guid session, CancellationToken ct)
    {
        actor.Demand(Permission.ConnectChannels);
        return OfferAsync(id, Own(session), ct);
    }

    internal async Task<Result<SignInOffer>> OfferAsync(Guid id, Traveller who, CancellationToken ct)
    {
        await using var context = await db.OpenAsync(ct);
        if (await OpenAsync(context, id, who, ct) is not var (signIn, offer) || ways.Find(signIn.Way) is not var (platform, _))
            return Problem.NotFound("Channels.SignInOver");
        // a guest hears of what came by the own link, not of what else is connected
        var known = await context.Channels.AsNoTracking().Where(c => c.Platform == platform.Key && c.Status != ChannelStatus.Disconnected)
            .Where(c => who.InvitationId == null || context.ChannelInvitationUses.Any(u => u.InvitationId == who.InvitationId && u.ChannelId == c.Id))
            .Select(c => c.AccountId).ToListAsync(ct);
        return new SignInOffer(
            id, platform.Key, signIn.CompanyId, signIn.Sandbox, offer.MissingScopes,
            [.. offer.Accounts.Select(a => new OfferedChoice(a.AccountId, a.Handle, a.DisplayName, a.Followers, known.Contains(a.AccountId), a.Obstacle))], offer.Fault);
    }

    /// <summary>Connects one of the offered accounts, or gives a connected one its new tokens. The others stay on offer.</summary>
    public Task<Result<ConnectedChannel>> ConnectAsync(Guid id, Guid session, string accountId, CancellationToken ct)
    {
        actor.Demand(Permission.ConnectChannels);
        return ConnectAsync(id, Own(session), accountId, ct);
    }

    internal async Task<Result<ConnectedChannel>> ConnectAsync(Guid id, Traveller who, string accountId, CancellationToken ct)
    {
        var found = await ChosenAsync(id, who, accountId, ct);
        if (!found.Ok)
            return found.Problem;
        var (chosen, connected) = found.Value;
        // what was allowed when the person left may have been taken back since
        if (await connections.RefusalAsync(chosen.CompanyId, chosen.Platform, chosen.Sandbox, ct) is { } refusal)
            return refusal;
        if (connected is not { } channel)
            return await connections.ConnectCheckedAsync(chosen, ct);
        return who.Pass is { Renews: false } ? Problem.Conflict("Channels.InvitationAccountKnown") : await care.RenewAsync(channel, chosen, ct);
    }

    /// <summary>The chosen account, and the channel that it is already, if the company has it.</summary>
    private async Task<Result<(NewChannel Chosen, Guid? Connected)>> ChosenAsync(Guid id, Traveller who, string accountId, CancellationToken ct)
    {
        await using var context = await db.OpenAsync(ct);
        if (await OpenAsync(context, id, who, ct) is not var (signIn, offer) || ways.Find(signIn.Way) is not var (platform, _) || offer.Accounts.FirstOrDefault(a => a.AccountId == accountId) is not { } account)
            return Problem.NotFound("Channels.SignInOver");
        if (account.Obstacle is { } obstacle)
            return obstacle.Problem;
        var connected = await context.Channels.AsNoTracking()
            .Where(c => c.Platform == platform.Key && c.AccountId == accountId && c.CompanyId == signIn.CompanyId && c.Sandbox == signIn.Sandbox && c.Status != ChannelStatus.Disconnected)
            .Select(c => (Guid?)c.Id).SingleOrDefaultAsync(ct);
        return (new NewChannel(signIn.CompanyId, platform.Key, signIn.Sandbox, accountId, offer.AppId, account.Secrets, account.TokenValidUntil, IsSignedIn: true, who.Pass), connected);
    }

    private async Task<Result<SignedIn>> ExchangeAsync(ChannelSignIn signIn, IPlatform platform, IPlatformSignIn way, SignInAnswer answer, CancellationToken ct)
    {
        if (answer.Code is not { Length: > 0 and <= 4000 } code)
            return Denials.Contains(answer.Error) ? Problem.Conflict("Channels.SignInDenied") : Problem.Unavailable("Channels.SignInFailed", PlatformWords.Clean(answer.Error) ?? "");
        if ((signIn.Sandbox ? SandboxApp : apps.Find(way.AppPool, signIn.AppId)) is not { } app)
            return Problem.Unavailable("Channels.AppMissing");
        if (seal.OpenText(Purpose(signIn.Id, nameof(ChannelSignIn.Verifier)), signIn.Verifier) is not { } verifier)
            return Problem.Conflict("Channels.SignInOver");
        return await way.ExchangeAsync(new(app, CallbackOf(way), code, verifier, BaseOf(platform, signIn.Sandbox)), ct);
    }

    private static PlatformApp SandboxApp { get; } = new("sandbox", "sandbox");

    private async Task<(ChannelSignIn SignIn, SealedOffer Offer)?> OpenAsync(AppDb context, Guid id, Traveller who, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var signIn = await context.ChannelSignIns.AsNoTracking()
            .SingleOrDefaultAsync(s => s.Id == id && s.PersonId == who.PersonId && s.SessionId == who.Session && s.InvitationId == who.InvitationId && s.Offer != null && s.ExpiresAt > now, ct);
        return signIn is not null && seal.Open(Purpose(id, nameof(ChannelSignIn.Offer)), signIn.Offer!) is { } offer ? (signIn, JsonSerializer.Deserialize<SealedOffer>(offer)!) : null;
    }

    private SealPurpose Purpose(Guid id, string field) => new(SealKind, actor.TenantId, id.ToString("N"), field);

    private Traveller Own(Guid session) => new(actor.PersonId, session);

    private Uri CallbackOf(IPlatformSignIn way) => new(site.Link($"/connect/{way.Key}/callback"));

    private Uri? BaseOf(IPlatform platform, bool isSandbox) => isSandbox ? sandbox.Value.BaseOf(platform.Key) : null;
}
