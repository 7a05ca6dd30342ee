namespace ContentFactory.Domain.Platforms.Meta;

/// <summary>What a refusal of the Graph API means for its caller, whichever product it came from.</summary>
internal enum GraphFault
{
    /// <summary>The token ended or was withdrawn: connect again.</summary>
    Token,
    /// <summary>A permission is missing: connect again and grant it.</summary>
    Permission,
    /// <summary>Too many calls of the app, over all its accounts.</summary>
    AppLimit,
    /// <summary>Too many calls of this account.</summary>
    AccountLimit,
    /// <summary>Blocked for Meta's policies.</summary>
    Policy,
    /// <summary>Trouble at Meta; nothing says whether the call had an effect.</summary>
    Trouble,
    /// <summary>No rule of all products: the product's own, or none.</summary>
    Other,
}

/// <summary>The error codes that mean the same in all products (Meta, "Error Codes" of the Graph API, v25.0).</summary>
internal static class GraphFaults
{
    public const long TooManyCalls = 4;

    /// <summary>Waited where neither a header nor the reply names a time.</summary>
    public static readonly TimeSpan DefaultWait = TimeSpan.FromMinutes(10);

    public static GraphFault Of(GraphError error) => error.Code switch
    {
        190 or 102 => GraphFault.Token,
        10 or (>= 200 and <= 299) => GraphFault.Permission,
        TooManyCalls or 341 => GraphFault.AppLimit,
        17 or 32 or 613 or (>= 80000 and <= 80014) => GraphFault.AccountLimit,
        368 => GraphFault.Policy,
        -1 or 1 or 2 => GraphFault.Trouble,
        _ => error.IsTransient ? GraphFault.Trouble : GraphFault.Other,
    };

    /// <summary>The node that was asked for does not exist, or not for this token.</summary>
    public static bool IsNoSuchNode(GraphError? error) => error is { Code: 100, Subcode: 33 };

    public static TimeSpan Wait(GraphReply reply) => reply.Http.RetryAfter ?? GraphUsage.Regain(reply.Http) ?? DefaultWait;
}
