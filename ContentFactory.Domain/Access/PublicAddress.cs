using Microsoft.Extensions.Options;

namespace ContentFactory.Domain.Access;

/// <summary>Settings of people and their letters.</summary>
public sealed class AccessOptions
{
    /// <summary>"PublicUrl": where people reach this installation, e.g. https://app.example.com. Required in Production; elsewhere the application's own first address.</summary>
    public Uri? PublicUrl { get; set; }

    /// <summary>In Development: without a mail server the mailbox page is the delivery, open to everybody, and keeps what it got.</summary>
    public bool OpenMailbox { get; set; }

    /// <summary>"Access:SessionDays": how long a session lives after its last use.</summary>
    public int SessionDays { get; set; } = 7;

    /// <summary>"Access:ProofMinutes": how long a proof opens what changes the ways into the own account.</summary>
    public int ProofMinutes { get; set; } = 10;

    /// <summary>"Access:PagesPerPerson": live connections of one person (of one network address where nobody is signed in).</summary>
    public int PagesPerPerson { get; set; } = 100;

    /// <summary>"Access:OwnTenants": how many tenants a person may own before no further one can be made.</summary>
    public int OwnTenants { get; set; } = 5;

    /// <summary>"Access:AuditDays": how long rows of the audit log are kept.</summary>
    public int AuditDays { get; set; } = 400;
}

/// <summary>Makes the links of letters and of returns from other services, from the configured address only: never from what a request claims to be its host.</summary>
public sealed class PublicAddress(IOptions<AccessOptions> options)
{
    public Uri Root => options.Value.PublicUrl ?? throw new InvalidOperationException("PublicUrl was not set.");

    /// <param name="path">Local, beginning with a slash.</param>
    public string Link(string path) => new Uri(Root, path).AbsoluteUri;
}
