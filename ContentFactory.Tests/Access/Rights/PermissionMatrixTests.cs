using System.Reflection;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Tests.Rules;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Access;

/// <summary>Each role calls each verb: refused before the database hears of it, or let in, exactly as the table says.</summary>
public sealed class PermissionMatrixTests(PermissionMatrixTests.World world) : IClassFixture<PermissionMatrixTests.World>
{
    private const Role Nobody = (Role)31;

    public static TheoryData<Role> Roles => [.. Enum.GetValues<Role>()];

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task A_role_may_call_what_the_table_allows(Role role) => Findings.None(await WrongAsync(role, typeof(AppDb).Assembly.GetTypes()));

    [Fact]
    public async Task The_matrix_notices_a_verb_with_rights_of_its_own() =>
        Assert.Equal(
            ["Partial.Choosy refuses Approver, who may SchedulePosts", "Partial.Eager lets Approver in, who may not ManageMembers", "Partial.ReadsFirst reads before it refuses Approver"],
            (await WrongAsync(Role.Approver, [typeof(Partial)])).Order(StringComparer.Ordinal));

    [Fact]
    public async Task The_matrix_knows_most_actions_of_the_table()
    {
        var demanded = new HashSet<Permission>();
        foreach (var method in Methods(typeof(AppDb).Assembly.GetTypes()))
            if (await CallAsync(Nobody, method) is { Refused: { } permission })
                demanded.Add(permission);
        Assert.True(demanded.Count > 30, string.Join(", ", demanded));
    }

    private async Task<List<string>> WrongAsync(Role role, IEnumerable<Type> types)
    {
        var found = new List<string>();
        foreach (var method in Methods(types))
        {
            if ((await CallAsync(Nobody, method)).Refused is not { } permission)
                continue;
            var (refused, statements) = await CallAsync(role, method);
            var may = PermissionTable.Allows(role, permission);
            if (may && refused == permission)
                found.Add($"{Verbs.Name(method)} refuses {role}, who may {permission}");
            if (!may && refused is null)
                found.Add($"{Verbs.Name(method)} lets {role} in, who may not {permission}");
            if (!may && refused is not null && statements > 0)
                found.Add($"{Verbs.Name(method)} reads before it refuses {role}");
        }
        return found;
    }

    private static IEnumerable<MethodInfo> Methods(IEnumerable<Type> types) =>
        types.Where(Verbs.ActsInATenant).SelectMany(Verbs.Of).Where(m => !VerbTests.Exempt.ContainsKey(Verbs.Name(m)));

    private async Task<(Permission? Refused, int Statements)> CallAsync(Role role, MethodInfo method)
    {
        await using var scope = world.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TenantScope>().Enter(new Actor(world.Tenant.Person(MemberRole.Owner), world.Tenant.Id, role), world.Tenant.Slug);
        var verbs = ActivatorUtilities.GetServiceOrCreateInstance(scope.ServiceProvider, method.DeclaringType!);
        using var statements = new StatementCount(world.Database.Name);
        var outcome = await Verbs.OutcomeAsync(verbs, method);
        return ((outcome as NotPermittedException)?.Permission, statements.Count);
    }

    public sealed class World : TestDomain
    {
        internal TestTenant Tenant { get; private set; } = null!;

        protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings =>
            [new("Sandbox:Enabled", "true"), new("Sandbox:BaseUrl", "http://127.0.0.1:9"), new("Data:Folder", Path.Combine(Path.GetTempPath(), Database.Name))];

        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            Tenant = await AddTenantAsync("matrix");
        }
    }

    /// <summary>Verbs with what the matrix is there to find.</summary>
    private sealed class Partial(Db db, Actor actor)
    {
        public void Right() => actor.Demand(Permission.ApprovePosts);

        public void Eager()
        {
            if (actor.Role is not Role.Approver)
                actor.Demand(Permission.ManageMembers);
        }

        public void Choosy()
        {
            if (actor.Role is Role.Approver)
                throw new NotPermittedException(Permission.SchedulePosts);
            actor.Demand(Permission.SchedulePosts);
        }

        public async Task ReadsFirst()
        {
            await using (var rows = await db.OpenAsync())
                _ = rows.TenantId;
            actor.Demand(Permission.ManageBilling);
        }
    }
}
