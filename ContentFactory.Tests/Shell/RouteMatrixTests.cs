using ContentFactory.Domain.Access;
using ContentFactory.Domain.Clocks;
using ContentFactory.Domain.Data;
using ContentFactory.Tests.Rules;
using ContentFactory.Tests.Support;
using ContentFactory.Web.Exports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

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
        Findings.None(await world.Matrix.ForeignAsync(world.Sound));

    [Fact]
    public async Task The_own_pages_show_nothing_of_another_tenant() =>
        Findings.None(await world.Matrix.OwnAsync(world.Sound, world.Exports));

    [Fact]
    public async Task Foreign_ids_and_more_in_a_body_change_nothing() => Findings.None(await world.Matrix.ForgedAsync(world.Sound));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_form_takes_no_more_than_its_fields(bool signedIn)
    {
        var (found, forms) = await world.Matrix.FormsAsync(world.Sound, signedIn);
        Findings.None(found);
        Assert.True(forms >= 4, $"{forms} forms were found");
    }

    [Fact]
    public async Task Nobody_is_sent_to_the_sign_in() =>
        Findings.None(await world.Matrix.StrangerAsync(world.Routes.Where(r => r.IsOfTenant)));

    [Theory]
    [InlineData(MemberRole.Owner)]
    [InlineData(MemberRole.Approver)]
    [InlineData(MemberRole.Editor)]
    [InlineData(MemberRole.Viewer)]
    public async Task Every_role_sees_each_page_or_is_refused(MemberRole role) =>
        Findings.None(await world.Matrix.MemberAsync(world.Sound.Where(r => r.IsOfTenant), role));

    [Theory]
    [InlineData(SystemRoles.Manager)]
    [InlineData(SystemRoles.Admin)]
    public async Task Platform_roles_see_pages_or_find_nothing(string role) =>
        Findings.None(await world.Matrix.SystemRoleAsync(world.Sound, role));

    [Fact]
    public async Task The_matrix_notices_a_route_that_leaks_or_writes()
    {
        var found = await world.Matrix.ForeignAsync(world.Holed);
        Assert.Contains(found, f => f.Contains("holed/posts", StringComparison.Ordinal) && f.EndsWith("shows a row of the other tenant", StringComparison.Ordinal));
        Assert.Contains(found, f => f.Contains("holed/posts", StringComparison.Ordinal) && f.EndsWith("answered 200", StringComparison.Ordinal));
        Assert.Contains(found, f => f == "DELETE /t/{tenant}/holed/topics/{id:guid} changed topics");
    }

    [Fact]
    public async Task The_matrix_notices_a_body_that_is_believed()
    {
        var found = await world.Matrix.ForgedAsync(world.Holed);
        Assert.Contains("POST /t/{tenant}/holed/rename changed niches", found);
        Assert.Contains("POST /t/{tenant}/holed/describe wrote what was forged into companies", found);
    }

    /// <summary>The application with two filled tenants, and two endpoints with the holes that the matrix is there to find.</summary>
    public class World : IAsyncLifetime
    {
        internal sealed record Renaming(Guid NicheId, string Name);

        private TestApplication application = null!;

        internal IReadOnlyList<Route> Routes { get; private set; } = [];
        internal IEnumerable<Route> Sound => Routes.Where(r => !r.Template.Contains("holed", StringComparison.Ordinal));
        internal IEnumerable<Route> Holed => Routes.Where(r => r.Template.Contains("holed", StringComparison.Ordinal));
        internal RouteMatrix Matrix { get; private set; } = null!;
        internal TestApplication Application => application;

        /// <summary>Addresses of all lists as files, below a tenant's own.</summary>
        internal IReadOnlyList<string> Exports { get; private set; } = [];

        /// <summary>What the test changes in the application.</summary>
        protected virtual void Configure(IServiceCollection services) { }

        public async Task InitializeAsync()
        {
            application = await TestApplication.StartAsync(new(Configure: Prepare, Map: MapHoles));
            // what it does to the rows on its own would be taken for a request's doing
            await application.Services.GetRequiredService<ClockRunner>().StopAsync(CancellationToken.None);
            var (a, b) = (await application.AddTenantAsync("alpha"), await application.AddTenantAsync("beta"));
            var rows = await RowBuilder.FillAsync(application.Database, a.Id, RouteMatrix.Canary);
            var rowsOfB = await RowBuilder.FillAsync(application.Database, b.Id, "zqbeta");
            await LastOwnerAsync(b);
            Routes = Route.Of(application.Services);
            Matrix = new RouteMatrix(application, a, b, [.. IdsOf(rows, a).Except(IdsOf(rowsOfB, b))], IdsOf(rowsOfB, b), new Forgery(application.Services, rows));
        }

        private void Prepare(IServiceCollection services)
        {
            Exports = [.. services.Where(s => s.ServiceType == typeof(ListExport)).Select(s => $"/export/{s.ServiceKey}?format=csv")];
            Configure(services);
        }

        /// <summary>The member that the row builder added is none who would let the owner leave.</summary>
        private async Task LastOwnerAsync(TestTenant tenant)
        {
            await using var connection = await Sql.OpenAsync(application.Database.ConnectionString("cf_system"));
            await Sql.RunAsync(connection, "update members set role = 'viewer' where tenant_id = $1 and role = 'owner' and person_id <> $2", tenant.Id, tenant.Person(MemberRole.Owner));
        }

        private static IReadOnlyList<Guid> IdsOf(IReadOnlyDictionary<string, Dictionary<string, object>> rows, TestTenant tenant) =>
            [.. rows.Values.SelectMany(r => r.Values).OfType<Guid>().Where(id => id != tenant.Id).Distinct()];

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
            app.MapPost("/t/{tenant}/holed/rename", async (Renaming renaming, SystemDb system) =>
            {
                await using var connection = await system.OpenAsync();
                await Sql.RunAsync(connection, "update niches set name = $2 where id = $1", renaming.NicheId, renaming.Name);
            });
            app.MapPost("/t/{tenant}/holed/describe", async (string tenant, [FromForm] string? description, SystemDb system) =>
            {
                await using var connection = await system.OpenAsync();
                await Sql.RunAsync(connection, "update companies c set description = $2 from tenants t where t.id = c.tenant_id and t.slug = $1", tenant, description ?? "");
            });
        }
    }
}
