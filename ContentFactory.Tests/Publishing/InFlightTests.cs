using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Publishing;

public sealed class InFlightTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly ManualTime clock = new(new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero));
    private readonly PublishingOptions options = new() { BatchSize = 10, Batches = 4 };

    [Fact]
    public async Task Claims_wait_until_half_has_ended()
    {
        var inFlight = await HoldAsync(40);
        var room = inFlight.RoomAsync(None);

        End(inFlight, 19);
        Assert.False(room.IsCompleted);
        End(inFlight, 1);

        Assert.Equal(20, await room);
    }

    [Fact]
    public async Task Slow_calls_leave_room_for_a_batch()
    {
        var inFlight = await HoldAsync(40);
        End(inFlight, 12);
        var room = inFlight.RoomAsync(None);
        Assert.False(room.IsCompleted);

        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(12, await room);
    }

    [Fact]
    public async Task Quick_networks_let_a_node_hold_more()
    {
        var inFlight = await HoldAsync(90);
        End(inFlight, 90);

        Assert.Equal(90, await inFlight.RoomAsync(None));
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(40, await inFlight.RoomAsync(None));
    }

    private async Task<InFlight> HoldAsync(int count)
    {
        var inFlight = new InFlight(options, clock);
        Assert.Equal(40, await inFlight.RoomAsync(None));
        inFlight.Begin(count);
        return inFlight;
    }

    private static void End(InFlight inFlight, int count)
    {
        for (var i = 0; i < count; i++)
            inFlight.End();
    }
}
