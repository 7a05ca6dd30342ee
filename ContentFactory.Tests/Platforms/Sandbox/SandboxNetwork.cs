using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Billing;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Platforms.Sandbox;
using ContentFactory.Tests.Support;
using ContentFactory.Web.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ContentFactory.Tests.Platforms.Sandbox;

/// <summary>The domain beside the sandbox on a real port, both on one database and one clock.</summary>
public class SandboxNetwork : TestDomain
{
    private WebApplication? app;

    public HttpClient Http { get; private set; } = null!;

    protected virtual bool Enabled => true;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(Database.Settings());
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddDomain(builder.Configuration);
        builder.Services.Configure<SandboxOptions>(o => o.Enabled = Enabled);
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Use(SayFailuresAsync);
        app.MapSandboxNetwork();
        await app.StartAsync();
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()), Timeout = TimeSpan.FromMinutes(2) };
        var options = Services.GetRequiredService<IOptions<SandboxOptions>>().Value;
        (options.Enabled, options.BaseUrl) = (Enabled, Http.BaseAddress);
    }

    public override async Task DisposeAsync()
    {
        Http.Dispose();
        await app!.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <summary>A tenant on a plan ("growth" has four channels, "enterprise" any number).</summary>
    public async Task<TestTenant> AddTenantOnAsync(string plan, string slug)
    {
        var tenant = await AddTenantAsync(slug);
        await tenant.DbAsync(async db =>
        {
            var planId = await db.Plans.Where(p => p.Code == plan).Select(p => p.Id).SingleAsync();
            db.Subscriptions.Add(Subscription.GivenByHand(tenant.Id, Ids.New(Clock), planId, Clock.GetUtcNow()));
            return await db.SaveChangesAsync();
        });
        return tenant;
    }

    public async Task<OpenedSandbox> OpenBotAsync(TestTenant tenant, string title = "News") =>
        (await tenant.AsAsync<SandboxBots, Result<OpenedSandbox>>(MemberRole.Owner, b => b.OpenAsync("telegram", title, default))).Value;

    public Task<Result<ConnectedChannel>> ConnectAsync(TestTenant tenant, OpenedSandbox bot, MemberRole role = MemberRole.Owner) =>
        tenant.AsAsync<ChannelConnections, Result<ConnectedChannel>>(role, c => c.ConnectAsync(Request(tenant, bot), default));

    public async Task<ConnectedChannel> ConnectedAsync(TestTenant tenant, OpenedSandbox bot)
    {
        var result = await ConnectAsync(tenant, bot);
        Assert.True(result.Ok, result.Problem is { } p ? $"{p.TextKey} {string.Join(' ', p.Args)}" : "");
        return result.Value;
    }

    public static ConnectChannel Request(TestTenant tenant, OpenedSandbox bot) => new(tenant.CompanyId, "telegram", bot.Token, bot.ChatId, Sandbox: true);

    public Task<HttpResponseMessage> PostAsync(string token, string method, object parameters) =>
        Http.PostAsJsonAsync($"/sandbox/telegram/bot{token}/{method}", parameters);

    /// <summary>Calls a method and returns the whole envelope.</summary>
    public async Task<JsonObject> CallAsync(string token, string method, object parameters)
    {
        using var answer = await PostAsync(token, method, parameters);
        return await EnvelopeAsync(answer);
    }

    public async Task<JsonObject> SendFormAsync(string token, string method, IEnumerable<(string Name, string Value)> fields, IEnumerable<(string Name, string File, byte[] Bytes)> files)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            form.Add(new StringContent(value), name);
        foreach (var (name, file, bytes) in files)
            form.Add(new ByteArrayContent(bytes), name, file);
        using var answer = await Http.PostAsync($"/sandbox/telegram/bot{token}/{method}", form);
        return await EnvelopeAsync(answer);
    }

    private static async Task<JsonObject> EnvelopeAsync(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(body.StartsWith('{'), $"{(int)answer.StatusCode} {answer.Headers} {body}");
        return JsonNode.Parse(body)!.AsObject();
    }

    /// <summary>A bug in the sandbox would answer 500 with nothing in it.</summary>
    private static async Task SayFailuresAsync(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
        }
        catch (Exception e) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
            await http.Response.WriteAsync(e.ToString());
        }
    }

    /// <summary>A PNG header of this size; nothing ever decodes the rest.</summary>
    public static byte[] Png(int width = 640, int height = 480, int length = 64)
    {
        var bytes = new byte[length];
        ((byte[])[0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R']).CopyTo(bytes, 0);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(16), width);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(20), height);
        return bytes;
    }
}
