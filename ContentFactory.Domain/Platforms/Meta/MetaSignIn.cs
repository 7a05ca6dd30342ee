using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.Meta;

/// <summary>What the sign-ins of Meta's products have in common.</summary>
internal static class MetaSignIn
{
    /// <summary>The pool of registered apps.</summary>
    public const string AppPool = "meta";

    /// <summary>A seat without a token: the call proves itself by the app's secret, which is kept out of every word.</summary>
    public static GraphSeat SeatOf(Graph graph, SignInReturn returned, string host) => new(
        graph.Host(returned.Base, host), null, new("", null, new Dictionary<string, string>(StringComparer.Ordinal) { ["app"] = returned.App.Secret, ["code"] = CodeOf(returned) }, returned.Base));

    /// <summary>The same, with one more secret to keep out of Meta's words.</summary>
    public static GraphSeat Hiding(GraphSeat seat, string token) => seat with
    {
        Account = seat.Account with { Secrets = new Dictionary<string, string>(seat.Account.Secrets, StringComparer.Ordinal) { [AccountTokens.Access] = token } },
    };

    /// <summary>Instagram and Facebook may end the address of the return with "#_", which is no part of the code.</summary>
    public static string CodeOf(SignInReturn returned) => returned.Code.EndsWith("#_", StringComparison.Ordinal) ? returned.Code[..^2] : returned.Code;

    /// <summary>The token of a sign-in's answer, or what the person should do.</summary>
    public static Result<string> TokenOf(GraphReply reply) => reply.State switch
    {
        GraphState.Done when reply.Json.Word("access_token") is { Length: > 0 } token => token,
        _ => ProblemOf(reply),
    };

    /// <summary>A code is good once and for minutes: whatever was refused, signing in again is the remedy.</summary>
    public static Problem ProblemOf(GraphReply reply) => reply.State is GraphState.Refused && !MetaErrors.IsLimit(reply) && GraphFaults.Of(reply.Error!) is not GraphFault.Trouble
        ? MetaErrors.Text(ProblemKind.Invalid, null, "SignInRefused", reply.Words)
        : MetaErrors.Text(ProblemKind.Unavailable, null, "SignInUnavailable", reply.Words);
}
