using System.Reflection;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;

namespace ContentFactory.Tests.Access;

/// <summary>The public methods of all classes that act in a tenant, and how one is called with nothing to say.</summary>
internal static class Verbs
{
    // the doors themselves stand in Data
    public static bool ActsInATenant(Type type) =>
        type is { IsClass: true, IsAbstract: false, IsPublic: true } or { IsNestedPrivate: true, DeclaringType.Namespace: "ContentFactory.Tests.Access" }
        && type.Namespace != typeof(Db).Namespace
        && type.GetConstructors().Any(c => c.GetParameters().Any(p => p.ParameterType == typeof(Actor) || p.ParameterType == typeof(Db)))
        && !typeof(Exception).IsAssignableFrom(type) && !typeof(ITenantOwned).IsAssignableFrom(type);

    public static IEnumerable<MethodInfo> Of(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(m => !m.IsSpecialName && m.Name is not ("Dispose" or "DisposeAsync" or "ToString" or "Equals" or "GetHashCode"));

    public static string Name(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";

    /// <summary>What the call threw; null when it came to an end.</summary>
    public static async Task<Exception?> OutcomeAsync(object verbs, MethodInfo method)
    {
        var open = method.IsGenericMethodDefinition ? method.MakeGenericMethod([.. method.GetGenericArguments().Select(_ => typeof(object))]) : method;
        try
        {
            var answer = open.Invoke(verbs, BindingFlags.DoNotWrapExceptions, null, [.. open.GetParameters().Select(Default)], null);
            await EndOfAsync(answer);
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    private static object? Default(ParameterInfo parameter) => parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null;

    private static async Task EndOfAsync(object? answer)
    {
        if (answer is Task task)
            await task;
        else if (answer is ValueTask value)
            await value;
        else if (answer?.GetType().GetInterfaces().FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)) is { } stream)
            await (Task)typeof(Verbs).GetMethod(nameof(FirstAsync), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(stream.GetGenericArguments()).Invoke(null, [answer])!;
        else if (answer?.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ValueTask<>))
            await (Task)type.GetMethod("AsTask")!.Invoke(answer, null)!;
    }

    private static async Task FirstAsync<T>(IAsyncEnumerable<T> stream)
    {
        await foreach (var _ in stream)
            return;
    }
}
