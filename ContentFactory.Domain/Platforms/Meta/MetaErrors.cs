namespace ContentFactory.Domain.Platforms.Meta;

/// <summary>Refusals that mean the same in all of Meta's products, in plain words. {0} of each text are Meta's own words.</summary>
internal static class MetaErrors
{
    /// <param name="field">The input it belongs to, if one.</param>
    public static Problem Text(ProblemKind kind, string? field, string key, params object[] args) => new(kind, field, $"Platforms.Meta_{key}", args);

    /// <summary>Null where no rule of all products knows the refusal.</summary>
    public static PublishOutcome? Outcome(GraphReply reply, GraphFault fault) => fault switch
    {
        GraphFault.Token => Refusal(reply, PublishKind.AccountRefused, "TokenRefused"),
        GraphFault.Permission => Refusal(reply, PublishKind.AccountRefused, "PermissionMissing"),
        GraphFault.Policy => Refusal(reply, PublishKind.Rejected, "PolicyBlocked"),
        GraphFault.AppLimit or GraphFault.AccountLimit => Limited(reply, fault is GraphFault.AppLimit),
        GraphFault.Trouble or GraphFault.Other => null,
    };

    /// <summary>Why a call that only reads or signs in failed, in plain words.</summary>
    public static Problem Problem(GraphReply reply) => reply.State switch
    {
        GraphState.Refused => GraphFaults.Of(reply.Error!) switch
        {
            GraphFault.Token => Text(ProblemKind.Invalid, null, "TokenRefused", reply.Words),
            GraphFault.Permission => Text(ProblemKind.Invalid, null, "PermissionMissing", reply.Words),
            GraphFault.Policy => Text(ProblemKind.Invalid, null, "PolicyBlocked", reply.Words),
            GraphFault.AppLimit or GraphFault.AccountLimit => Text(ProblemKind.Unavailable, null, "RateLimited", Minutes(GraphFaults.Wait(reply))),
            GraphFault.Trouble => Text(ProblemKind.Unavailable, null, "Unavailable", reply.Words),
            GraphFault.Other => Text(ProblemKind.Invalid, null, "Refused", reply.Words),
        },
        GraphState.NotSent when reply.Http.Fault is { } fault => fault,
        GraphState.Done or GraphState.NotSent or GraphState.Unclear => Text(ProblemKind.Unavailable, null, "Unavailable", reply.Words),
    };

    public static bool IsLimit(GraphReply reply) =>
        reply is { State: GraphState.Refused, Error: { } error } && GraphFaults.Of(error) is GraphFault.AppLimit or GraphFault.AccountLimit;

    public static int Minutes(TimeSpan wait) => (int)Math.Ceiling(wait.TotalMinutes);

    private static PublishOutcome Refusal(GraphReply reply, PublishKind kind, string key) =>
        new(kind, Code: reply.Code, Message: reply.Words, Reason: Text(ProblemKind.Invalid, null, key, reply.Words));

    private static PublishOutcome Limited(GraphReply reply, bool app)
    {
        var wait = GraphFaults.Wait(reply);
        return new(PublishKind.RateLimited, Code: reply.Code, Message: reply.Words, Reason: Text(ProblemKind.Limit, null, "RateLimited", Minutes(wait)), RetryAfter: wait, AppLimited: app);
    }
}
