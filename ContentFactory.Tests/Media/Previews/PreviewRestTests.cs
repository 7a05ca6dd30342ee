using ContentFactory.Domain.Media.Previews;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Media.Previews;

/// <summary>Pictures that are heavy to draw, by a clock in which each takes a second.</summary>
public sealed class PreviewRestTests(PreviewRestTests.HeavyDomain domain) : IClassFixture<PreviewRestTests.HeavyDomain>
{
    [Fact]
    public async Task After_a_heavy_picture_its_tenant_waits_and_nobody_else()
    {
        var (heavy, other) = (await domain.AddTenantAsync("heavy"), await domain.AddTenantAsync("other"));
        foreach (var (tenant, name) in new[] { (heavy, "1.png"), (heavy, "2.png"), (other, "3.png") })
        {
            await MediaUploadsTests.UploadAsync(tenant, RealFiles.Picture(".png"), name);
            await domain.AdvanceAsync(TimeSpan.FromSeconds(1));
        }
        var queue = domain.Services.GetRequiredService<PreviewQueue>();

        int[] rounds = [await queue.MakeAsync(default), await queue.MakeAsync(default), await queue.MakeAsync(default)];
        Assert.Equal([1, 1, 0], rounds);
        Assert.Equal((1, 1), (await DrawnAsync(heavy), await DrawnAsync(other)));
        Assert.Equal(TimeSpan.FromSeconds(4), queue.UntilNext());
        await domain.AdvanceAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(1, await queue.MakeAsync(default));
        Assert.Equal(2, await DrawnAsync(heavy));
    }

    private static Task<int> DrawnAsync(TestTenant tenant) => tenant.DbAsync(db => db.MediaItems.CountAsync(m => m.PreviewDueAt == null));

    public sealed class HeavyDomain : TestDomain
    {
        private readonly string folder = TemporaryFolder.NewPath();

        protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings => [new("Media:Folder", folder), new("Media:ToolsAtOnce", "1")];

        protected override void Configure(IServiceCollection collection) => collection.AddSingleton<TimeProvider>(new SecondByLook(Clock));

        public override async Task DisposeAsync()
        {
            await base.DisposeAsync();
            TemporaryFolder.Delete(folder);
        }
    }

    /// <summary>Between two looks at its stopwatch a second passes.</summary>
    private sealed class SecondByLook(TimeProvider clock) : TimeProvider
    {
        private long looks;

        public override long TimestampFrequency => 1;

        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

        public override long GetTimestamp() => Interlocked.Increment(ref looks);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => clock.CreateTimer(callback, state, dueTime, period);
    }
}
