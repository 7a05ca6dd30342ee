using ContentFactory.Domain.Access;
using ContentFactory.Domain.Ai.Costs;
using ContentFactory.Domain.LongWork;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Media.Makers;

/// <summary>Jobs that take their time: followed, ended, lost and found again, never started twice.</summary>
public sealed class VideoJobTests(MakersDomain domain) : IClassFixture<MakersDomain>
{
    private static readonly TimeSpan PastTheLease = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Is_asked_after_every_five_seconds_and_says_how_far_it_is()
    {
        var tenant = await domain.TenantAsync();
        domain.Runway.Script("PENDING", "RUNNING 0.25", "RUNNING 0.9", "SUCCEEDED");
        var (id, began) = (await MakersDomain.PlaceAsync(tenant, MakerCase.Runway), domain.Clock.GetUtcNow());
        var before = domain.Runway.LookedAt.Count;

        var task = await domain.RunAsync(tenant, id);

        Assert.Equal(LongTaskState.Done, task.State);
        Assert.Equal([5, 10, 15, 20], domain.Runway.LookedAt.Skip(before).Select(at => (int)(at - began).TotalSeconds));
        Assert.Equal((100, 100, "Media.Making_Fetching"), (task.Done, task.Total, task.Step?.Key));
    }

    [Fact]
    public async Task A_rate_limit_between_two_looks_is_waited_out_as_long_as_it_says()
    {
        var tenant = await domain.TenantAsync();
        var wait = TimeSpan.FromSeconds(13);
        domain.Runway.Script("RUNNING 0.5", "SUCCEEDED");
        domain.Runway.Fail(VideoFake.Look, Faults.Answers(domain.Runway.Error(429, "limit").With("Retry-After", "13")));
        var (id, began, before) = (await MakersDomain.PlaceAsync(tenant, MakerCase.Runway), domain.Clock.GetUtcNow(), domain.Runway.LookedAt.Count);
        var running = domain.Worker.RunAsync(await domain.ClaimAsync(id), CancellationToken.None);
        await domain.Clock.WaitingFor(MakersDomain.Poll);
        domain.Clock.Advance(MakersDomain.Poll);
        await domain.Clock.WaitingFor(wait);
        domain.Clock.Advance(wait);
        await domain.PassTimeAsync(running);

        Assert.Equal([18, 23], domain.Runway.LookedAt.Skip(before).Select(at => (int)(at - began).TotalSeconds));
        Assert.Equal(LongTaskState.Done, (await MakersDomain.ViewAsync(tenant, id)).State);
    }

    [Fact]
    public async Task A_look_that_fails_is_repeated_for_it_costs_nothing()
    {
        var tenant = await domain.TenantAsync();
        domain.HeyGen.Fail(VideoFake.Look, Faults.Answers(domain.HeyGen.Error(500, "internal")));
        domain.HeyGen.Fail(VideoFake.Look, Faults.ResetsAfter, call: 2);
        domain.HeyGen.Fail(VideoFake.Look, Faults.CutsTheAnswer, call: 3);
        domain.HeyGen.Script("processing", "processing", "completed");

        Assert.Equal(LongTaskState.Done, (await domain.MakeAsync(tenant, MakerCase.All["heygen"])).State);
    }

    [Fact]
    public async Task A_key_that_ends_meanwhile_is_said_and_the_job_counts_at_its_most()
    {
        var tenant = await domain.TenantAsync();
        domain.Runway.Fail(VideoFake.Look, Faults.Answers(domain.Runway.Error(401, "key")));

        var task = await domain.MakeAsync(tenant, MakerCase.Runway);

        var row = await MakersDomain.RequestAsync(tenant);
        Assert.Equal(("Media.Maker_KeyRefused", AiOutcome.Unknown, row.Reserved), (task.Problem?.Key, row.Outcome, row.Cost));
    }

    [Theory]
    [InlineData("runway", "FAILED SAFETY.INPUT.TEXT", "Maker_Refused", AiFault.Refused, 0)]
    [InlineData("runway", "FAILED INTERNAL.BAD_OUTPUT.CODE01", "Maker_Failed", AiFault.Broken, 0)]
    [InlineData("runway", "CANCELLED", "Maker_Failed", AiFault.Cancelled, 0)]
    [InlineData("heygen", "failed", "Maker_Failed", AiFault.Broken, null)]
    public async Task A_job_that_fails_says_why_and_costs_what_the_maker_says(string name, string state, string problem, AiFault fault, int? cost)
    {
        var tenant = await domain.TenantAsync();
        domain.Runway.Credits = 0;
        (name is "runway" ? (VideoFake)domain.Runway : domain.HeyGen).Script(state);

        var task = await domain.MakeAsync(tenant, MakerCase.All[name]);

        var row = await MakersDomain.RequestAsync(tenant);
        Assert.Equal((LongTaskState.Failed, $"Media.{problem}"), (task.State, task.Problem?.Key));
        Assert.Equal((fault, cost ?? row.Reserved, cost is null), (row.Fault, row.Cost, row.IsEstimate));
    }

    [Fact]
    public async Task A_job_that_never_ends_is_ended_when_its_time_is_over()
    {
        var tenant = await domain.TenantAsync();
        domain.Runway.Script("RUNNING 0.5");
        var before = domain.Runway.Of(VideoFake.Cancel).Count;

        var task = await domain.MakeAsync(tenant, MakerCase.Runway);

        var row = await MakersDomain.RequestAsync(tenant);
        Assert.Equal(("Media.Maker_NeverEnded", "30"), (task.Problem?.Key, (string?)task.Problem?.Args[1]));
        Assert.Equal((AiOutcome.Unknown, AiFault.TimedOut, row.Reserved), (row.Outcome, row.Fault, row.Cost));
        Assert.Equal(before + 1, domain.Runway.Of(VideoFake.Cancel).Count);
        Assert.Empty(domain.Runway.Violations);
    }

    [Fact]
    public async Task Cancelled_by_a_person_it_is_ended_at_the_maker_too()
    {
        var tenant = await domain.TenantAsync();
        domain.Runway.Script("RUNNING 0.5");
        var id = await MakersDomain.PlaceAsync(tenant, MakerCase.Runway);
        var before = domain.Runway.Of(VideoFake.Cancel).Count;

        var task = await domain.RunAsync(tenant, id, wait => wait == 2 ? tenant.AsAsync<LongTasks, Domain.Result>(MemberRole.Editor, t => t.CancelAsync(id)) : Task.CompletedTask);

        var row = await MakersDomain.RequestAsync(tenant);
        Assert.Equal((LongTaskState.Cancelled, AiOutcome.Unknown, AiFault.Cancelled, row.Reserved), (task.State, row.Outcome, row.Fault, row.Cost));
        Assert.Equal(before + 1, domain.Runway.Of(VideoFake.Cancel).Count);
        Assert.Empty(domain.Runway.Violations);
    }

    [Fact]
    public async Task A_node_that_stops_leaves_the_job_to_the_next_one()
    {
        var tenant = await domain.TenantAsync();
        domain.Runway.Script("RUNNING 0.5");
        using var stop = new CancellationTokenSource();
        var id = await MakersDomain.PlaceAsync(tenant, MakerCase.Runway);
        var (started, ended) = (domain.Runway.Of(VideoFake.Start).Count, domain.Runway.Of(VideoFake.Cancel).Count);
        var stopped = await domain.RunAsync(tenant, id, wait => wait == 2 ? stop.CancelAsync() : Task.CompletedTask, stop.Token);
        domain.Runway.Script("SUCCEEDED");

        var task = await domain.RunAsync(tenant, id);

        Assert.Equal((LongTaskState.Queued, LongTaskState.Done), (stopped.State, task.State));
        Assert.Equal((started + 1, ended), (domain.Runway.Of(VideoFake.Start).Count, domain.Runway.Of(VideoFake.Cancel).Count));
        Assert.Equal((0.6m, 0m), await MakersDomain.MonthAsync(tenant));
    }

    [Fact]
    public async Task After_a_killed_node_the_job_is_followed_and_no_second_one_is_started()
    {
        var tenant = await domain.TenantAsync();
        domain.Runway.Script("RUNNING 0.5");
        var id = await MakersDomain.PlaceAsync(tenant, MakerCase.Runway);
        domain.Runway.Fail(VideoFake.Look, Faults.TimesOutBefore);
        var (started, ended, hung) = (domain.Runway.Of(VideoFake.Start).Count, domain.Runway.Of(VideoFake.Cancel).Count, domain.Runway.Hung);
        var dead = domain.Worker.RunAsync(await domain.ClaimAsync(id), CancellationToken.None);
        await domain.Clock.WaitingFor(MakersDomain.Poll);
        domain.Clock.Advance(MakersDomain.Poll);
        await hung;
        await domain.EndLeaseAsync(id);
        domain.Runway.Script("SUCCEEDED");

        var task = await domain.RunAsync(tenant, id);

        Assert.Equal(LongTaskState.Done, task.State);
        Assert.Equal((started + 1, ended), (domain.Runway.Of(VideoFake.Start).Count, domain.Runway.Of(VideoFake.Cancel).Count));
        Assert.Single(await MakersDomain.ItemsAsync(tenant));
        domain.Clock.Advance(MakersDomain.CallTimeout);
        await dead;
        Assert.Equal((AiOutcome.Done, 0.6m), ((await MakersDomain.RequestAsync(tenant)).Outcome, (await MakersDomain.RequestAsync(tenant)).Cost));
    }

    [Fact]
    public async Task A_job_whose_name_could_not_be_kept_is_ended_and_not_started_again()
    {
        var tenant = await domain.TenantAsync();
        var id = await MakersDomain.PlaceAsync(tenant, MakerCase.Runway);
        domain.Runway.Fail(VideoFake.Start, async (context, accept, _) =>
        {
            var answer = accept();
            await domain.AdvanceAsync(PastTheLease);
            await answer.WriteAsync(context);
        });
        var (started, ended) = (domain.Runway.Of(VideoFake.Start).Count, domain.Runway.Of(VideoFake.Cancel).Count);
        await domain.PassTimeAsync(domain.Worker.RunAsync(await domain.ClaimAsync(id), CancellationToken.None));

        var task = await domain.RunAsync(tenant, id);

        Assert.Equal((LongTaskState.Failed, "Media.Maker_Unknown"), (task.State, task.Problem?.Key));
        Assert.Equal((started + 1, ended + 1), (domain.Runway.Of(VideoFake.Start).Count, domain.Runway.Of(VideoFake.Cancel).Count));
        Assert.Equal(AiOutcome.Unknown, (await MakersDomain.RequestAsync(tenant)).Outcome);
    }

    [Theory]
    [InlineData("http://127.0.0.1:8443/video.mp4")]
    [InlineData("http://10.0.0.7/video.mp4")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("file:///etc/passwd")]
    public async Task A_file_on_a_private_host_is_not_fetched(string address)
    {
        var tenant = await domain.TenantAsync();
        domain.Runway.FileAddress = address;

        var task = await domain.MakeAsync(tenant, MakerCase.Runway);

        Assert.Equal((LongTaskState.Failed, "Media.Maker_BadAddress"), (task.State, task.Problem?.Key));
        Assert.Equal((AiOutcome.Done, 0.6m), ((await MakersDomain.RequestAsync(tenant)).Outcome, (await MakersDomain.RequestAsync(tenant)).Cost));
        Assert.Empty(await MakersDomain.ItemsAsync(tenant));
    }

    [Fact]
    public async Task A_file_that_does_not_come_is_asked_for_three_times_and_not_made_again()
    {
        var tenant = await domain.TenantAsync();
        var (started, fetched) = (domain.Runway.Of(VideoFake.Start).Count, domain.Runway.Of(VideoFake.Fetch).Count);
        domain.Runway.Fail(VideoFake.Fetch, Faults.Answers(new Answer(403)), times: 3);

        var task = await domain.MakeAsync(tenant, MakerCase.Runway);

        Assert.Equal((LongTaskState.Failed, "Media.Maker_NotFetched"), (task.State, task.Problem?.Key));
        Assert.Equal((started + 1, fetched + 3), (domain.Runway.Of(VideoFake.Start).Count, domain.Runway.Of(VideoFake.Fetch).Count));
    }

    [Fact]
    public async Task A_file_that_is_no_video_is_not_kept()
    {
        var tenant = await domain.TenantAsync();
        domain.HeyGen.File = "<html>expired</html>"u8.ToArray();

        Assert.Equal("Media.Maker_Malformed", (await domain.MakeAsync(tenant, MakerCase.All["heygen"])).Problem?.Key);
        Assert.Empty(await MakersDomain.ItemsAsync(tenant));
    }
}
