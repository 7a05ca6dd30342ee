namespace ContentFactory.Domain.Access;

/// <summary>
/// The tenant and actor of one DI scope (an HTTP request, a circuit, a background task). Set once; a second set throws, so that a slow
/// save begun in tenant A can never finish in tenant B.
/// </summary>
public sealed class TenantScope
{
    private Entered? entered;
    private volatile bool closed;

    public bool IsSet => entered is not null;
    public Guid TenantId => Current.Actor.TenantId;
    public string Slug => Current.Slug;
    public Actor Actor => Current.Actor;
    public Origin? Origin => Current.Origin;

    private Entered Current => closed ? throw new SessionEndedException() : entered ?? throw new InvalidOperationException("No tenant was entered in this scope.");

    public void Enter(Actor actor, string slug, Origin? origin = null)
    {
        if (Interlocked.CompareExchange(ref entered, new Entered(actor, slug, origin), null) is not null)
            throw new InvalidOperationException("This scope has entered a tenant already; open a new scope for another.");
    }

    /// <summary>The person's session or role is over: nothing of the tenant can be reached from this scope any more.</summary>
    public void Close() => closed = true;

    private sealed record Entered(Actor Actor, string Slug, Origin? Origin);
}

/// <summary>Where a request came from, for the audit log.</summary>
public sealed record Origin(string? Address, string? UserAgent);

/// <summary>A page went on after its person's session or role had ended.</summary>
public sealed class SessionEndedException() : Exception("The session or the role of this page has ended.");
