using System.Security.Claims;
using System.Threading.RateLimiting;
using ContentFactory.Web.Media;
using Microsoft.AspNetCore.Http;

namespace ContentFactory.Tests.Media;

public sealed class UploadPaceTests
{
    [Fact]
    public async Task Whoever_sends_many_files_waits_and_holds_up_nobody_else()
    {
        await using var limiter = PartitionedRateLimiter.Create<HttpContext, Guid>(UploadPace.PlaceOf);
        var files = Enumerable.Range(0, 60).Select(_ => limiter.AcquireAsync(Person(1)).AsTask()).ToList();

        Assert.Contains(files, f => !f.IsCompleted);
        Assert.True(limiter.AttemptAcquire(Person(2)).IsAcquired);
        Assert.True((await files[25]).IsAcquired);
    }

    private static DefaultHttpContext Person(int number) => new() { User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, new Guid(number, 0, 0, new byte[8]).ToString())], "test")) };
}
