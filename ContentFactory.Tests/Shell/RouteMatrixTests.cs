using System.Net;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Tests.Rules;
using ContentFactory.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ContentFactory.Tests.Shell;

/// <summary>Every route with every foreign id. Pages and endpoints join by being mapped.</summary>
public sealed class RouteMatrixTests(RouteMatrixTests.World world) : IClassFixture<RouteMatrixTests.World>
{
    [Fact]
    public void Each_page_is_among_the_routes()
    {
        var known = world.Routes.Select(r => r.Template).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Assert.All(Route.OfPages(), template => Assert.Contains(template, known));
    }

    [Fact]
    public async Task Another_tenants_addresses_are_not_found() =>
        Findings.None(await world.Matrix.ForeignAsync(world.Routes.Where(r => !r.Template.Contains("holed", StringComparison.Ordinal))));

    [Fact]
    public async Task Nobody_is_sent_to_the_sign_in() =>
        Findings.None(await world.Matrix.StrangerAsync(world.Routes.Where(r => r.IsOfTenant)));

    [Theory]
    [InlineData(MemberRole.Owner)]
    [InlineData(MemberRole.Approver)]
    [InlineData(MemberRole.Editor)]
    [InlineData(MemberRole.Viewer)]
    public async Task Every_role_sees_each_page_or_is_refused(MemberRole role) =>
        Findings.None(await world.Matrix.MemberAsync(world.Routes.Where(r => r.IsOfTenant && !r.Template.Contains("holed", StringComparison.Ordinal)), role));

    [Theory]
    [InlineData(SystemRoles.Manager)]
    [InlineData(SystemRoles.Admin)]
    public async Task Platform_roles_see_pages_or_find_nothing(string role) =>
        Findings.None(await world.Matrix.SystemRoleAsync(world.Routes.Where(r => !r.Template.Contains("holed", StringComparison.Ordinal)), role));

    [Fact]
    public async Task The_matrix_notices_a_route_that_leaks_or_writes()
    {
        var found = await world.Matrix.ForeignAsync(world.Routes.Where(r => r.Template.Contains("holed", StringComparison.Ordinal)));
        Assert.Contains(found, f => f.Contains("holed/posts", StringComparison.Ordinal) && f.EndsWith("shows a row of the other tenant", StringComparison.Ordinal));
        Assert.Contains(found, f => f.Contains("holed/posts", StringComparison.Ordinal) && f.EndsWith("answered 200", StringComparison.Ordinal));
        Assert.Contains(found, f => f == "DELETE /t/{tenant}/holed/topics/{id:guid} changed topics");
    }

    /// <summary>The application with two filled tenants, and two endpoints with the holes that the matrix is there to find.</summary>
    public sealed class World : IAsyncLifetime
    {
        private TestApplication application = null!;

        internal IReadOnlyList<Route> Routes { get; private set; } = [];
        internal RouteMatrix Matrix { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            application = await TestApplication.StartAsync(new(Map: MapHoles));
            var (a, b) = (await application.AddTenantAsync("alpha"), await application.AddTenantAsync("beta"));
            var rows = await RowBuilder.FillAsync(application.Database, a.Id, RouteMatrix.Canary);
            await RowBuilder.FillAsync(application.Database, b.Id, "zqbeta");
            Routes = Route.Of(application.Services);
            Matrix = new RouteMatrix(application, a, b, [.. rows.Values.SelectMany(r => r.Values).OfType<Guid>().Where(id => id != a.Id).Distinct()]);
        }

        public Task DisposeAsync() => application.DisposeAsync().AsTask();

        private static void MapHoles(WebApplication app)
        {
            app.MapGet("/t/{tenant}/holed/posts/{id:guid}", async (Guid id, SystemDb system) =>
            {
                await using var connection = await system.OpenAsync();
                return Results.Text(string.Concat(await Sql.RowsAsync(connection, "select text from posts where id = $1", r => r.GetString(0), id)));
            });
            app.MapDelete("/t/{tenant}/holed/topics/{id:guid}", async (Guid id, SystemDb system) =>
            {
                await using var connection = await system.OpenAsync();
                await Sql.RunAsync(connection, "delete from topics where id = $1", id);
                return Results.NotFound();
            });
        }
    }
}
