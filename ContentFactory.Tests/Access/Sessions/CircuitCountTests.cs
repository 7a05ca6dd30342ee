using System.Net;
using ContentFactory.Domain.Access;
using ContentFactory.Web.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ContentFactory.Tests.Access;

/// <summary>Whose connections count together where nobody is signed in.</summary>
public sealed class CircuitCountTests
{
    private const int Limit = 2;

    [Theory]
    [InlineData("2001:db8:0:7::1", "2001:db8:0:7::2", "2001:db8:0:7:ffff::3", "2001:db8:0:8::1")]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", "192.0.2.1", "192.0.2.2")]
    public async Task Strangers_of_one_line_count_as_one(string first, string second, string third, string elsewhere)
    {
        var open = new TaskCompletionSource();
        var door = new CircuitDoor(_ => open.Task, Options.Create(new AccessOptions { PagesPerPerson = Limit }), new Development(), new ConfigurationBuilder().Build());
        var held = new[] { Knock(door, first), Knock(door, second) };
        var (refused, _) = Knock(door, third);
        var (welcome, _) = Knock(door, elsewhere);

        Assert.All(held, h => Assert.Equal(StatusCodes.Status200OK, h.Http.Response.StatusCode));
        Assert.Equal((StatusCodes.Status429TooManyRequests, StatusCodes.Status200OK), (refused.Response.StatusCode, welcome.Response.StatusCode));
        open.SetResult();
        await Task.WhenAll(held.Select(h => h.Answered));
        Assert.Equal(StatusCodes.Status200OK, Knock(door, third).Http.Response.StatusCode);
    }

    private static (HttpContext Http, Task Answered) Knock(CircuitDoor door, string address)
    {
        var http = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(address) } };
        (http.Request.Method, http.Request.Path) = (HttpMethods.Get, "/_blazor");
        return (http, door.InvokeAsync(http));
    }

    private sealed class Development : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = Environments.Development;
        public string ApplicationName { get; set; } = "";
        public string ContentRootPath { get; set; } = "";
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
