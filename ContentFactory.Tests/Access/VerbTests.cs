using System.Reflection;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Tests.Rules;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Access;

/// <summary>Every public method of a class that acts in a tenant asks for a permission before it does or reads anything. New classes join by themselves.</summary>
public sealed class VerbTests(TestDomain domain) : IClassFixture<TestDomain>
{
    private const Role Nobody = (Role)31;

    /// <summary>"Class.Method" with the reason why it needs no permission.</summary>
    private static readonly Dictionary<string, string> Exempt = [];

    [Fact]
    public async Task Each_verb_demands_a_permission_before_anything_else() => Findings.None(await CarelessAsync(typeof(AppDb).Assembly.GetTypes()));

    [Fact]
    public async Task The_check_notices_verbs_that_demand_late_or_never() =>
        Assert.Equal(["Careless.Late: NullReferenceException", "Careless.Never: nothing", "Careless.StreamAsync: nothing"], (await CarelessAsync([typeof(Careless), typeof(Careful)])).Order());

    [Fact]
    public void Each_exemption_still_exists()
    {
        var known = typeof(AppDb).Assembly.GetTypes().Where(ActsInATenant).SelectMany(t => Verbs(t).Select(m => Name(t, m))).ToHashSet();
        Assert.All(Exempt, exempt => Assert.Contains(exempt.Key, known));
        Assert.All(Exempt, exempt => Assert.NotEmpty(exempt.Value));
    }

    private async Task<List<string>> CarelessAsync(IEnumerable<Type> types)
    {
        var found = new List<string>();
        await using var scope = domain.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TenantScope>().Enter(new Actor(Ids.New(domain.Clock), Ids.New(domain.Clock), Nobody), "nobody");
        foreach (var type in types.Where(ActsInATenant))
        {
            var verbs = ActivatorUtilities.GetServiceOrCreateInstance(scope.ServiceProvider, type);
            foreach (var method in Verbs(type).Where(m => !Exempt.ContainsKey(Name(type, m))))
                if (await OutcomeAsync(verbs, method) is var outcome and not NotPermittedException)
                    found.Add($"{Name(type, method)}: {outcome?.GetType().Name ?? "nothing"}");
        }
        return found;
    }

    // the doors themselves stand in Data
    private static bool ActsInATenant(Type type) =>
        type is { IsClass: true, IsAbstract: false, IsPublic: true } or { IsNestedPrivate: true, DeclaringType.Name: nameof(VerbTests) }
        && type.Namespace != typeof(Db).Namespace
        && type.GetConstructors().Any(c => c.GetParameters().Any(p => p.ParameterType == typeof(Actor) || p.ParameterType == typeof(Db)))
        && !typeof(Exception).IsAssignableFrom(type) && !typeof(ITenantOwned).IsAssignableFrom(type);

    private static IEnumerable<MethodInfo> Verbs(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(m => !m.IsSpecialName && m.Name is not ("Dispose" or "DisposeAsync" or "ToString" or "Equals" or "GetHashCode"));

    private static string Name(Type type, MethodInfo method) => $"{type.Name}.{method.Name}";

    private static async Task<Exception?> OutcomeAsync(object verbs, MethodInfo method)
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
            await (Task)typeof(VerbTests).GetMethod(nameof(FirstAsync), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(stream.GetGenericArguments()).Invoke(null, [answer])!;
        else if (answer?.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ValueTask<>))
            await (Task)type.GetMethod("AsTask")!.Invoke(answer, null)!;
    }

    private static async Task FirstAsync<T>(IAsyncEnumerable<T> stream)
    {
        await foreach (var _ in stream)
            return;
    }

    private sealed class Careless(Actor actor)
    {
        public Task<Result> Never() => Task.FromResult(actor is null ? Problem.NotFound() : Result.Done);

        public async Task<int> Late(string text)
        {
            await Task.Yield();
            var length = text.Length;
            actor.Demand(Permission.ViewPosts);
            return length;
        }

        public async IAsyncEnumerable<int> StreamAsync()
        {
            await Task.Yield();
            yield return 1;
        }
    }

    private sealed class Careful(Db db, Actor actor)
    {
        public async Task<Db> ReadAsync(string text)
        {
            actor.Demand(Permission.ViewPosts);
            await Task.Yield();
            return text.Length > 0 ? db : throw new InvalidOperationException();
        }

        public T Now<T>(T value)
        {
            actor.Demand(Permission.EditPosts);
            return value;
        }
    }
}
