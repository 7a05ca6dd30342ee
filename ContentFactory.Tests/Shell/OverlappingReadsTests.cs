using Bunit;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Tests.Support;
using ContentFactory.Web.Access;
using ContentFactory.Web.Shell;
using ContentFactory.Web.Shell.Problems;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace ContentFactory.Tests.Shell;

/// <summary>A page that reads again while it reads: a change came, a button was pressed.</summary>
public sealed class OverlappingReadsTests
{
    [Fact]
    public async Task An_older_read_never_comes_last()
    {
        using var context = Context();
        var page = Open(context);
        var (older, newer) = (Reload(page), Reload(page));

        page.Instance.Reads[2].SetResult("newer");
        await newer;
        page.Instance.Reads[1].SetResult("older");
        await older;

        Assert.Equal((PageState.Ready, "newer"), (page.Instance.State, page.Instance.Data));
    }

    [Fact]
    public async Task An_older_failure_hides_no_newer_data()
    {
        using var context = Context();
        var page = Open(context);
        var (failing, refused, newer) = (Reload(page), Reload(page), Reload(page));

        page.Instance.Reads[3].SetResult("newer");
        await newer;
        page.Instance.Reads[1].SetException(new InvalidOperationException("older"));
        page.Instance.Reads[2].SetResult(Problem.NotFound());
        await Task.WhenAll(failing, refused);

        Assert.Equal((PageState.Ready, "newer"), (page.Instance.State, page.Instance.Data));
    }

    [Fact]
    public async Task Each_read_in_its_turn_is_shown()
    {
        using var context = Context();
        var page = Open(context);
        var (older, newer) = (Reload(page), Reload(page));

        page.Instance.Reads[1].SetResult("older");
        await older;
        Assert.Equal("older", page.Instance.Data);
        page.Instance.Reads[2].SetResult("newer");
        await newer;
        Assert.Equal("newer", page.Instance.Data);
    }

    [Fact]
    public async Task An_outage_takes_away_nothing_that_is_shown()
    {
        using var context = Context();
        var page = Open(context);
        var (failing, back) = (Reload(page), Reload(page));

        page.Instance.Reads[1].SetException(new NpgsqlException("away", new IOException()));
        await failing;
        Assert.Equal((PageState.Stale, "first"), (page.Instance.State, page.Instance.Data));

        page.Instance.Reads[2].SetResult("second");
        await back;
        Assert.Equal((PageState.Ready, "second"), (page.Instance.State, page.Instance.Data));
    }

    [Fact]
    public async Task Whoever_is_late_may_ask_whether_the_page_is_left()
    {
        using var context = Context();
        var page = Open(context);

        await page.InvokeAsync(() => page.Instance.DisposeAsync().AsTask());

        Assert.True(page.Instance.IsLeft);
    }

    private static Task Reload(IRenderedComponent<Slow> page) => page.InvokeAsync(page.Instance.ReloadAsync);

    private static IRenderedComponent<Slow> Open(BunitContext context)
    {
        var page = context.Render<Slow>(parameters => parameters.Add(p => p.Tenant, "slow"));
        page.InvokeAsync(() => page.Instance.Reads[0].SetResult("first"));
        page.WaitForState(() => page.Instance.Data == "first");
        return page;
    }

    private static BunitContext Context()
    {
        var context = new BunitContext();
        var clock = new ManualTime(new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero));
        var scope = new TenantScope();
        scope.Enter(new Actor(Ids.New(clock), Ids.New(clock), Role.Viewer), "slow");
        context.Services.AddSingleton(scope);
        context.Services.AddSingleton(new CurrentTenant(null!, null!, null!, scope));
        context.Services.AddSingleton(new Changes(null!, null!, clock, NullLogger<Changes>.Instance));
        context.Services.AddSingleton<TimeProvider>(clock);
        context.Services.AddSingleton<IHttpContextAccessor>(new HttpContextAccessor());
        context.Services.AddSingleton<FailureReference>();
        context.SetRendererInfo(new RendererInfo("Server", true));
        return context;
    }

    private sealed class Slow : TenantPage<string>
    {
        public bool IsLeft => Leaving.IsCancellationRequested;

        public List<TaskCompletionSource<Result<string>>> Reads { get; } = [];

        protected override Task<Result<string>> ReadAsync(CancellationToken ct)
        {
            Reads.Add(new TaskCompletionSource<Result<string>>());
            return Reads[^1].Task;
        }
    }
}
