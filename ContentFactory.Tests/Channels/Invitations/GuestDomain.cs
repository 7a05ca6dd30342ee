using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Channels.SignIns;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Channels.Invitations;

/// <summary>Tenants whose members send links, and the guests who hold them.</summary>
public sealed class GuestDomain : SignInDomain
{
    private static int networks;

    internal ChannelInvitationDoor Door => Services.GetRequiredService<ChannelInvitationDoor>();

    /// <summary>A guest with a browser and an address of the network that nobody else has.</summary>
    internal static Guest At(string token) => new(token, [.. Enumerable.Range(0, 32).Select(_ => (byte)Random.Shared.Next(256))], $"10.0.0.{Interlocked.Increment(ref networks)}");

    internal static NewChannelInvitation Wanted(TestTenant tenant, int perNetwork = 1, int days = 7, string? note = null) => new(tenant.CompanyId, [SignInPlatform.Name], perNetwork, days, note);

    internal static Task<Result<IssuedInvitation>> CreateAsync(TestTenant tenant, NewChannelInvitation wanted, MemberRole role = MemberRole.Owner) =>
        tenant.AsAsync<ChannelInvitations, Result<IssuedInvitation>>(role, i => i.CreateAsync(wanted, default));

    internal static async Task<(Guid Id, Guest Guest)> InviteAsync(TestTenant tenant, int perNetwork = 1, MemberRole role = MemberRole.Owner)
    {
        var issued = await CreateAsync(tenant, Wanted(tenant, perNetwork), role);
        Assert.True(issued.Ok, issued.Problem?.TextKey);
        return (issued.Value.Id, At(new Uri(issued.Value.Link).Segments[^1]));
    }

    internal Task<Result<GuestInvitation>> LookAsync(Guest guest) => Door.LookAsync(guest.Visit, default);

    internal Task<Result<Uri>> LeaveAsync(Guest guest) => Door.BeginAsync(guest.Visit, SignInPlatform.Name, default);

    internal Task<Result<Guid>> ReturnAsync(Guest guest, string state, string code) => Door.ReturnAsync(guest.Visit, SignInPlatform.Name, state, code, null, default);

    /// <summary>Out and back; the network names these accounts.</summary>
    internal async Task<Guid> SignInAsync(Guest guest, params string[] accounts)
    {
        var left = await LeaveAsync(guest);
        Assert.True(left.Ok, left.Problem?.TextKey);
        var code = $"code-{Ids.New(TimeProvider.System):N}";
        lock (Platform.Codes)
            Platform.Codes[code] = new SignedIn([.. accounts.Select(a => SignInPlatform.Offer(a, $"token-{a}"))], []);
        var returned = await ReturnAsync(guest, StateOf(left.Value), code);
        Assert.True(returned.Ok, returned.Problem?.TextKey);
        return returned.Value;
    }

    internal Task<Result<SignInOffer>> OfferAsync(Guest guest, Guid id) => Door.OfferAsync(guest.Visit, id, default);

    internal Task<Result<ConnectedChannel>> ChooseAsync(Guest guest, Guid id, string account) => Door.ConnectAsync(guest.Visit, id, account, default);

    internal sealed record Guest(string Token, byte[] Browser, string Network)
    {
        public GuestVisit Visit => new(Token, Network, Browser, new Origin("10.9.8.7", "Guest's browser"));

        /// <summary>The same link in another browser.</summary>
        public Guest Elsewhere => this with { Browser = [.. Browser.Reverse()] };
    }
}
