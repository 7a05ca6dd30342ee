using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Tests.Rules;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Shell;

/// <summary>The same routes with EF's filters taken out of the model: row security alone stands between the tenants.</summary>
public sealed class UnfilteredRouteMatrixTests(UnfilteredRouteMatrixTests.World world) : IClassFixture<UnfilteredRouteMatrixTests.World>
{
    [Fact]
    public async Task The_filters_are_off_here()
    {
        await using var db = await world.Application.Services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        Assert.All(db.Model.GetEntityTypes(), entity => Assert.Empty(entity.GetDeclaredQueryFilters()));
    }

    [Fact]
    public async Task Foreign_addresses_are_not_found_without_filters() => Findings.None(await world.Matrix.ForeignAsync(world.Sound));

    [Fact]
    public async Task The_own_pages_show_no_other_tenant_without_filters() => Findings.None(await world.Matrix.OwnAsync(world.Sound, world.Exports));

    [Fact]
    public async Task Forged_bodies_change_nothing_without_filters() => Findings.None(await world.Matrix.ForgedAsync(world.Sound));

    [Fact]
    public async Task Pages_answer_their_members_without_filters() => Findings.None(await world.Matrix.MemberAsync(world.Sound.Where(r => r.IsOfTenant), MemberRole.Owner));

    public sealed class World : RouteMatrixTests.World
    {
        protected override void Configure(IServiceCollection services) => NoFilters.Install(services);
    }
}

/// <summary>Without filters and without a policy rows of others show: what the matrix leans on is the policy.</summary>
public sealed class UnguardedRouteMatrixTests(UnfilteredRouteMatrixTests.World world) : IClassFixture<UnfilteredRouteMatrixTests.World>
{
    [Fact]
    public async Task The_matrix_notices_a_table_without_filter_and_policy()
    {
        await using (var owner = await Sql.OpenAsync(world.Application.Database.ConnectionString("cf_owner")))
            await Sql.RunAsync(owner, "alter table topics disable row level security; alter table posts disable row level security");

        var shown = await world.Matrix.OwnAsync(world.Sound.Where(r => r.Template.EndsWith("/ideas/topics", StringComparison.Ordinal)), ["/export/topics?format=csv"]);
        var opened = await world.Matrix.ForeignAsync(world.Sound.Where(r => r.Template.Contains("/content/{", StringComparison.Ordinal)));

        Assert.Contains(shown, f => f.Contains("/ideas/topics shows a row", StringComparison.Ordinal));
        Assert.Contains(shown, f => f.Contains("/export/topics?format=csv shows a row", StringComparison.Ordinal));
        Assert.NotEmpty(opened);
    }
}

/// <summary>Takes the tenants' filters out of AppDb's model.</summary>
internal sealed class NoFilters(ModelCustomizerDependencies dependencies) : RelationalModelCustomizer(dependencies)
{
    public static void Install(IServiceCollection services) => services.ConfigureDbContext<AppDb>(options => options.ReplaceService<IModelCustomizer, NoFilters>());

    public override void Customize(ModelBuilder modelBuilder, DbContext context)
    {
        base.Customize(modelBuilder, context);
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
            entity.SetQueryFilter((System.Linq.Expressions.LambdaExpression?)null);
    }
}
