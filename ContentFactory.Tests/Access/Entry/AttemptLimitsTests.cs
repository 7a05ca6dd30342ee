using ContentFactory.Domain.Access;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Access;

public sealed class AttemptLimitsTests(TestDomain domain) : IClassFixture<TestDomain>
{
    private AttemptLimits Limits => domain.Services.GetRequiredService<AttemptLimits>();

    [Fact]
    public async Task A_hundred_at_once_pass_exactly_to_the_limit()
    {
        var limit = new AttemptLimit("test.race", 7, TimeSpan.FromMinutes(15));
        var waits = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Limits.TakeAsync(limit, "one", default)));
        Assert.Equal(7, waits.Count(wait => wait is null));
        Assert.All(waits.OfType<TimeSpan>(), wait => Assert.InRange(wait, TimeSpan.FromMinutes(14), TimeSpan.FromMinutes(15)));
    }

    [Fact]
    public async Task The_next_window_begins_anew()
    {
        var limit = new AttemptLimit("test.window", 1, TimeSpan.FromMinutes(1));
        Assert.Null(await Limits.TakeAsync(limit, "one", default));
        Assert.NotNull(await Limits.TakeAsync(limit, "one", default));
        Assert.Null(await Limits.TakeAsync(limit, "other", default));
        await domain.AdvanceAsync(TimeSpan.FromMinutes(2));
        Assert.Null(await Limits.WaitAsync(limit, "one", default));
        Assert.Null(await Limits.TakeAsync(limit, "one", default));
        Assert.NotNull(await Limits.WaitAsync(limit, "one", default));
    }

    [Fact]
    public async Task A_success_forgets_what_failed_before()
    {
        var limit = new AttemptLimit("test.forget", 1, TimeSpan.FromMinutes(15));
        await Limits.TakeAsync(limit, "one", default);
        await Limits.ForgetAsync(limit, "one", default);
        Assert.Null(await Limits.TakeAsync(limit, "one", default));
    }
}
