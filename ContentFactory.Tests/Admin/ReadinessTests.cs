using System.Net;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Admin;

/// <summary>/health/ready names the part that does not work, and recovers with it.</summary>
public sealed class ReadinessTests
{
    [Fact]
    public async Task Readiness_names_the_part_that_fails()
    {
        await using var application = await TestApplication.StartAsync();
        using var client = application.Client();
        await using var owner = await Sql.OpenAsync(application.Database.ConnectionString("cf_owner"));
        await ReadyAsync(client);

        await Sql.RunAsync(owner, "create table kept as select * from migrations; delete from migrations");
        await NotReadyAsync(client, "\"database\":{\"status\":\"Unhealthy\",\"description\":\"missing 20261121000000_foundation");
        await Sql.RunAsync(owner, "insert into migrations select * from kept; drop table kept");
        await ReadyAsync(client);

        var tenant = await application.AddTenantAsync("late");
        await RowBuilder.FillAsync(application.Database, tenant.Id, "zqlate");
        await Sql.RunAsync(owner, "update publications set due_at = app_now() - interval '3 minutes'");
        // locked, so that the queue passes it by
        await using var held = await owner.BeginTransactionAsync();
        await Sql.RunAsync(owner, "select 1 from publications for update");
        await NotReadyAsync(client, "\"publications\":{\"status\":\"Unhealthy\",\"description\":\"a publication is overdue by 1");
    }

    [Fact]
    public async Task Readiness_tells_a_stopped_database_and_its_return()
    {
        await using var application = await TestApplication.StartAsync();
        using var client = application.Client();
        await using var postgres = await Sql.OpenAsync(PostgresCluster.ConnectionString("postgres", "postgres"));
        await Sql.RunAsync(postgres, $"alter database {application.Database.Name} allow_connections false");
        await Sql.RunAsync(postgres, "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", application.Database.Name);
        await NotReadyAsync(client, "the database does not answer");
        using (var live = await client.GetAsync("/health/live"))
            Assert.Equal(HttpStatusCode.OK, live.StatusCode);

        await Sql.RunAsync(postgres, $"alter database {application.Database.Name} allow_connections true");
        await ReadyAsync(client);
    }

    private static async Task ReadyAsync(HttpClient client)
    {
        using var answer = await client.GetAsync("/health/ready");
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }

    private static async Task NotReadyAsync(HttpClient client, string part)
    {
        using var answer = await client.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains(part, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
