using System.Globalization;
using System.Text.Json;
using ContentFactory.Domain.Access;

namespace ContentFactory.Domain.LongWork;

/// <summary>A text kept as key and arguments, so that it reads in the language of the reader: "Feature.Key", counted by its first argument where the key has plural forms.</summary>
public sealed record LongText(string Key, params object[] Args)
{
    internal string[] Words => [.. Args.Select(a => PlainText.Clean(Convert.ToString(a, CultureInfo.InvariantCulture) ?? ""))];
}

/// <summary>How work ended well.</summary>
/// <param name="Link">Where the result lies: an address inside the tenant without a leading slash ("ideas?sort=new").</param>
public sealed record LongOutcome(LongText Text, string? Link = null);

/// <summary>A registered kind of long work.</summary>
/// <param name="Name">Stored in the rows: never rename it.</param>
/// <param name="Title">Key of the text that names the work, "Feature.Key".</param>
/// <param name="Permission">What a person needs to start it.</param>
/// <param name="Alone">A tenant has at most one under way; starting it again gives that one.</param>
public sealed record WorkKind(string Name, string Title, Permission Permission, bool Alone, Type Work);

/// <summary>
/// Does the work of one kind, inside the task's tenant and as the system. What it must keep to:
/// it may be stopped and begun again at any point, so each step can be done twice without harm; it saves its cursor after each step and goes
/// on from <see cref="LongProgress.Cursor{T}"/>; and it heeds the token, which fires when somebody cancels, when the node stops and when
/// another node took over. An expected failure is a <see cref="Problem"/>; an exception is a bug and ends the task as failed.
/// </summary>
public abstract class LongRun
{
    internal abstract Task<Result<LongOutcome>> RunAsync(string input, LongProgress progress, CancellationToken ct);
}

/// <inheritdoc/>
/// <typeparam name="TInput">What the task was started with; kept as JSON.</typeparam>
public abstract class LongRun<TInput> : LongRun where TInput : class
{
    public abstract Task<Result<LongOutcome>> RunAsync(TInput input, LongProgress progress, CancellationToken ct);

    internal sealed override Task<Result<LongOutcome>> RunAsync(string input, LongProgress progress, CancellationToken ct) =>
        RunAsync(JsonSerializer.Deserialize<TInput>(input)!, progress, ct);
}

/// <summary>The input of work that needs none.</summary>
public sealed record NoInput;

/// <summary>All kinds that features registered.</summary>
public sealed class WorkKinds(IEnumerable<WorkKind> kinds)
{
    private readonly Dictionary<string, WorkKind> byName = kinds.ToDictionary(k => k.Name);

    public IReadOnlyCollection<string> Names => byName.Keys;

    public WorkKind? Find(string name) => byName.GetValueOrDefault(name);
}
