using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.SignalR;

namespace ContentFactory.Web.Access;

/// <summary>
/// Remembers which session began a circuit, by a hash of the circuit's secret, and lets only that session come back to it: what waits
/// to be shown would otherwise be sent before the page learns who is there now.
/// </summary>
internal sealed class CircuitTickets(TimeProvider clock) : IHubFilter
{
    private const string Own = "circuit_tickets.own";

    // longer than the framework keeps a circuit without its connection
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, Ticket> known = new();

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var session = SessionTicket.Of(invocationContext.Context.User)?.SessionId;
        switch (invocationContext.HubMethodName)
        {
            case "StartCircuit":
                var secret = await next(invocationContext);
                if (secret is string begun)
                    Hold(invocationContext.Context, begun, session);
                return secret;
            case "ConnectCircuit":
                if (invocationContext.HubMethodArguments is not [string wanted] || !known.TryGetValue(Hash(wanted), out var ticket) || ticket.SessionId != session)
                    return false;
                Hold(invocationContext.Context, wanted, session);
                return await next(invocationContext);
            // the product's script does neither, and a kept circuit could be woken by somebody else
            case "PauseCircuit" or "ResumeCircuit":
                return invocationContext.HubMethod.ReturnType == typeof(ValueTask<bool>) ? false : null;
            default:
                return await next(invocationContext);
        }
    }

    public Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        if (context.Context.Items.TryGetValue(Own, out var own) && own is string hash && known.TryGetValue(hash, out var ticket))
            known.TryUpdate(hash, ticket with { LeftAt = clock.GetUtcNow() }, ticket);
        return next(context, exception);
    }

    public void Tidy()
    {
        var now = clock.GetUtcNow();
        foreach (var (hash, ticket) in known)
            if (ticket.LeftAt is { } left && now - left > Kept)
                known.TryRemove(hash, out _);
    }

    private void Hold(HubCallerContext connection, string secret, Guid? session)
    {
        var hash = Hash(secret);
        known[hash] = new(session, connection.ConnectionId, null);
        connection.Items[Own] = hash;
    }

    private static string Hash(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private sealed record Ticket(Guid? SessionId, string ConnectionId, DateTimeOffset? LeftAt);
}
