using System.Security.Claims;
using System.Threading.RateLimiting;
using ContentFactory.Web.Exports;
using Microsoft.AspNetCore.Http;

namespace ContentFactory.Tests.Exports;

public sealed class ExportLimitTests
{
    [Fact]
    public async Task Two_files_at_once_two_waiting_and_no_more_for_each_person()
    {
        await using var limiter = PartitionedRateLimiter.Create<HttpContext, Guid>(ExportLimit.PlaceOf);
        var (anna, boris) = (Request(1), Request(2));
        using var first = await limiter.AcquireAsync(anna);
        using var second = await limiter.AcquireAsync(anna);
        var (third, fourth) = (limiter.AcquireAsync(anna).AsTask(), limiter.AcquireAsync(anna).AsTask());
        using var fifth = await limiter.AcquireAsync(anna);
        using var other = await limiter.AcquireAsync(boris);

        Assert.Equal((true, true, false, true), (first.IsAcquired, second.IsAcquired, fifth.IsAcquired, other.IsAcquired));
        Assert.False(third.IsCompleted || fourth.IsCompleted);
        first.Dispose();
        second.Dispose();
        Assert.All(await Task.WhenAll(third, fourth), lease => Assert.True(lease.IsAcquired));
    }

    private static DefaultHttpContext Request(int person) => new()
    {
        User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, new Guid(person, 0, 0, new byte[8]).ToString())], "test")),
    };
}
