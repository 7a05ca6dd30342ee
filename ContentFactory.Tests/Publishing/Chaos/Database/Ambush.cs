namespace ContentFactory.Tests.Publishing.Chaos;

/// <summary>A named point between a commit and its reply: the statement has taken effect and nobody knows.</summary>
internal enum CommitPoint
{
    /// <summary>Rows are leased, by nobody that knows of them.</summary>
    Claim,
    /// <summary>"Sending" and the attempt are written, the call is not made.</summary>
    Attempt,
    /// <summary>The outcome is written, with channel, post and notices.</summary>
    Outcome,
    /// <summary>A lease is extended, an unbegun row given back, or a handle remembered.</summary>
    Update,
}

/// <summary>Waits for the next reply of a kind; it is cut off, and <paramref name="Sprung"/> hears whose it was.</summary>
internal sealed record Ambush(CommitPoint Point, Action<string> Sprung)
{
    public bool Meets(PostgresReply reply) => !reply.InTransaction && Point switch
    {
        // the claim is the only batch of two reads: a lock and the rows
        CommitPoint.Claim => reply.Tags is ["SELECT 1", var rows] && rows.StartsWith("SELECT ", StringComparison.Ordinal) && rows != "SELECT 0",
        CommitPoint.Attempt => reply.Tags is [var rows] && rows.StartsWith("INSERT 0 ", StringComparison.Ordinal) && rows != "INSERT 0 0",
        CommitPoint.Outcome => reply.Tags is [.., "COMMIT"],
        CommitPoint.Update => reply.Tags is [var rows] && rows.StartsWith("UPDATE ", StringComparison.Ordinal) && rows != "UPDATE 0",
    };
}
