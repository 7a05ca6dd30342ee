using System.Diagnostics.CodeAnalysis;

namespace ContentFactory.Domain;

/// <summary>What went wrong, as far as a caller may act on it. A foreign id is <see cref="NotFound"/>, never <see cref="Forbidden"/>.</summary>
public enum ProblemKind { Invalid, Forbidden, NotFound, Conflict, Limit, Unavailable }

/// <summary>
/// An expected failure. <paramref name="TextKey"/> is "Feature.Key" and names a text of <c>ContentFactory.Domain/Feature/Texts.resx</c>;
/// <paramref name="Args"/> fill its placeholders; <paramref name="Field"/> is the input it belongs to, if one.
/// </summary>
public sealed record Problem(ProblemKind Kind, string? Field, string TextKey, params object[] Args)
{
    /// <summary>Which of several it is about, where one verb was asked for many: a channel's id of a plan.</summary>
    public Guid? Subject { get; init; }

    public static Problem Invalid(string field, string textKey, params object[] args) => new(ProblemKind.Invalid, field, textKey, args);
    public static Problem NotFound(string textKey = "Access.NotFound") => new(ProblemKind.NotFound, null, textKey);
    public static Problem Forbidden(string textKey = "Access.Forbidden") => new(ProblemKind.Forbidden, null, textKey);
    public static Problem Conflict(string textKey, params object[] args) => new(ProblemKind.Conflict, null, textKey, args);
    public static Problem Limit(string textKey, params object[] args) => new(ProblemKind.Limit, null, textKey, args);
    public static Problem Unavailable(string textKey, params object[] args) => new(ProblemKind.Unavailable, null, textKey, args);
}

/// <summary>A verb without a value that may meet an expected failure.</summary>
public readonly record struct Result(Problem? Problem)
{
    public static readonly Result Done = new(null);

    [MemberNotNullWhen(false, nameof(Problem))]
    public bool Ok => Problem is null;

    public static implicit operator Result(Problem problem) => new(problem);
}

/// <summary>A value or the reason why there is none.</summary>
public sealed class Result<T>
{
    private readonly T? value;

    private Result(T? value, Problem? problem) => (this.value, Problem) = (value, problem);

    public Problem? Problem { get; }

    [MemberNotNullWhen(false, nameof(Problem))]
    public bool Ok => Problem is null;

    /// <summary>The value. Reading it where <see cref="Ok"/> is false is a bug and throws.</summary>
    public T Value => Ok ? value! : throw new InvalidOperationException($"No value: {Problem.TextKey}");

    public static implicit operator Result<T>(T value) => new(value, null);
    public static implicit operator Result<T>(Problem problem) => new(default, problem);
}
