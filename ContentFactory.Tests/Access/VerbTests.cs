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
    internal static readonly Dictionary<string, string> Exempt = [];

    [Fact]
    public async Task Each_verb_demands_a_permission_before_anything_else() => Findings.None(await CarelessAsync(typeof(AppDb).Assembly.GetTypes()));

    [Fact]
    public async Task The_check_notices_verbs_that_demand_late_or_never() =>
        Assert.Equal(["Careless.Late: NullReferenceException", "Careless.Never: nothing", "Careless.StreamAsync: nothing"], (await CarelessAsync([typeof(Careless), typeof(Careful)])).Order());

    [Fact]
    public void Each_exemption_still_exists()
    {
        var known = typeof(AppDb).Assembly.GetTypes().Where(Verbs.ActsInATenant).SelectMany(Verbs.Of).Select(Verbs.Name).ToHashSet();
        Assert.All(Exempt, exempt => Assert.Contains(exempt.Key, known));
        Assert.All(Exempt, exempt => Assert.NotEmpty(exempt.Value));
    }

    private async Task<List<string>> CarelessAsync(IEnumerable<Type> types)
    {
        var found = new List<string>();
        await using var scope = domain.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TenantScope>().Enter(new Actor(Ids.New(domain.Clock), Ids.New(domain.Clock), Nobody), "nobody");
        foreach (var type in types.Where(Verbs.ActsInATenant))
        {
            var verbs = ActivatorUtilities.GetServiceOrCreateInstance(scope.ServiceProvider, type);
            foreach (var method in Verbs.Of(type).Where(m => !Exempt.ContainsKey(Verbs.Name(m))))
                if (await Verbs.OutcomeAsync(verbs, method) is var outcome and not NotPermittedException)
                    found.Add($"{Verbs.Name(method)}: {outcome?.GetType().Name ?? "nothing"}");
        }
        return found;
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
