using System.Security.Cryptography;

namespace ContentFactory.Web.Shell.Problems;

/// <summary>The number of the last failure in this request or circuit: shown on the page and written in the log beside the exception.</summary>
public sealed class FailureReference(IHttpContextAccessor http)
{
    public string? Value { get; private set; }

    /// <summary>While a page is prerendered it is the request's own id; in a circuit, where no request is under way, a new one.</summary>
    public string Next(bool inCircuit) =>
        Value = !inCircuit && http.HttpContext is { } request ? request.TraceIdentifier : RandomNumberGenerator.GetHexString(12, lowercase: true);
}
