using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Admin.Status;
using ContentFactory.Domain.Clocks;
using ContentFactory.Domain.Data;
using ContentFactory.Tests.Rules;
using ContentFactory.Tests.Support;
using ContentFactory.Web.Admin.Status;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Admin;

public sealed class StatusTests(StatusTests.World domain) : IClassFixture<StatusTests.World>
{
    private static readonly TextPair Texts = TextPair.In(Path.Combine(SourceTree.Web, "Admin", "Status"));

    [Fact]
    public async Task Duties_tell_when_they_ran_and_which_are_late()
    {
        var now = domain.Clock.GetUtcNow();
        await using var owner = await Sql.OpenAsync(domain.Database.ConnectionString("cf_owner"));
        foreach (var (name, last, next) in new[] { ("planning", now.AddMinutes(-1).UtcTicks, now.AddSeconds(30).UtcTicks), ("old_audit", -1, now.AddMinutes(-5).UtcTicks) })
        {
            await Sql.RunAsync(owner, "insert into qrtz_job_details (sched_name, job_name, job_group, job_class_name, is_durable, is_nonconcurrent, is_update_data, requests_recovery) values ('clocks', $1, 'clocks', 'x', true, true, false, false)", name);
            await Sql.RunAsync(owner, "insert into qrtz_triggers (sched_name, trigger_name, trigger_group, job_name, job_group, next_fire_time, prev_fire_time, trigger_state, trigger_type, start_time) values ('clocks', $1, 'clocks', $1, 'clocks', $2, $3, 'WAITING', 'CRON', 1)", name, next, last);
        }

        var facts = await ReadAsync(Role.Admin);

        var duties = facts.Duties.ToDictionary(d => d.Name);
        Assert.Equal(domain.Services.GetServices<ClockDuty>().Select(d => d.Name).Order(StringComparer.Ordinal), facts.Duties.Select(d => d.Name));
        Assert.Equal((now.AddMinutes(-1), now.AddSeconds(30), false), (duties["planning"].Last, duties["planning"].Next, duties["planning"].IsLate));
        Assert.Equal((null, now.AddMinutes(-5), true), (duties["old_audit"].Last, duties["old_audit"].Next, duties["old_audit"].IsLate));
        Assert.Equal((null, null, false), (duties["sessions"].Last, duties["sessions"].Next, duties["sessions"].IsLate));
        await Assert.ThrowsAsync<NotPermittedException>(() => ReadAsync(Role.Manager));
    }

    [Fact]
    public void Each_duty_and_each_key_has_a_name() =>
        Assert.All(domain.Services.GetServices<ClockDuty>().Select(d => $"Duty_{d.Name}")
            .Concat(KeyPresence.Of(new ConfigurationBuilder().Build()).SelectMany(k => new[] { $"Key_{k.Name}", $"KeyGroup_{k.Group}" })), key => Assert.True(Texts.Has(key, false), key));

    [Fact]
    public void Keys_are_there_or_not_and_nothing_else()
    {
        var settings = new Dictionary<string, string?> { ["Smtp:Host"] = "zqhost", ["Smtp:Password"] = " ", ["Ai:OpenAi:ApiKey"] = "zqkey", ["Platforms:Apps:meta:0:Id"] = "zqid", ["Platforms:Apps:meta:0:Secret"] = "zqsecret" };

        var keys = KeyPresence.Of(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());

        Assert.Equal(["Smtp", "OpenAi", "AppsMeta"], keys.Where(k => k.IsThere).Select(k => k.Name));
        Assert.DoesNotContain("zq", System.Text.Json.JsonSerializer.Serialize(keys), StringComparison.Ordinal);
    }

    private Task<ClockFacts> ReadAsync(Role role) =>
        domain.Services.GetRequiredService<Tenants>().RunAsync(Guid.Empty, new Actor(Guid.Empty, Guid.Empty, role), s => s.GetRequiredService<StatusQueries>().ReadAsync(default));

    public sealed class World : TestDomain
    {
        protected override void Configure(IServiceCollection collection) => collection.AddClocks();
    }
}
