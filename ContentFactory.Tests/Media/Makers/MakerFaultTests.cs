using ContentFactory.Domain.Ai.Costs;
using ContentFactory.Domain.LongWork;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Media.Makers;

/// <summary>What makers answer instead of a file: each names its remedy, is charged as far as it can have been, and is repeated by nobody.</summary>
public sealed class MakerFaultTests(MakersDomain domain) : IClassFixture<MakersDomain>
{
    public static TheoryData<string> AtOnce => ["openai image", "openai voice", "stability", "elevenlabs"];

    [Theory]
    [InlineData("openai image", 401, "invalid_api_key", "Maker_KeyRefused", AiFault.KeyRefused)]
    [InlineData("openai image", 400, "moderation_blocked", "Maker_Refused", AiFault.Refused)]
    [InlineData("openai image", 400, "invalid_value", "Maker_NotTaken", AiFault.NotTaken)]
    [InlineData("openai image", 404, "model_not_found", "Maker_ModelGone", AiFault.ModelGone)]
    [InlineData("openai image", 429, "insufficient_quota", "Maker_NoMoney", AiFault.NoMoney)]
    [InlineData("openai image", 429, "rate_limit_exceeded", "Maker_BusyUntil", AiFault.Busy)]
    [InlineData("openai image", 503, "overloaded", "Maker_Down", AiFault.Down)]
    [InlineData("openai voice", 429, "insufficient_quota", "Maker_NoMoney", AiFault.NoMoney)]
    [InlineData("openai voice", 422, "invalid", "Maker_NotTaken", AiFault.NotTaken)]
    [InlineData("stability", 402, "payment_required", "Maker_NoMoney", AiFault.NoMoney)]
    [InlineData("stability", 403, "content_moderation", "Maker_Refused", AiFault.Refused)]
    [InlineData("stability", 413, "too_large", "Maker_NotTaken", AiFault.NotTaken)]
    [InlineData("stability", 422, "invalid", "Maker_NotTaken", AiFault.NotTaken)]
    [InlineData("stability", 429, "rate_limit", "Maker_BusyUntil", AiFault.Busy)]
    [InlineData("elevenlabs", 401, "quota_exceeded", "Maker_NoMoney", AiFault.NoMoney)]
    [InlineData("elevenlabs", 401, "invalid_api_key", "Maker_KeyRefused", AiFault.KeyRefused)]
    [InlineData("elevenlabs", 422, "value_error", "Maker_NotTaken", AiFault.NotTaken)]
    [InlineData("elevenlabs", 429, "system_busy", "Maker_BusyUntil", AiFault.Busy)]
    [InlineData("heygen", 400, "invalid_parameter", "Maker_NotTaken", AiFault.NotTaken)]
    [InlineData("heygen", 402, "insufficient_credit", "Maker_NoMoney", AiFault.NoMoney)]
    [InlineData("heygen", 429, "rate_limit_exceeded", "Maker_BusyUntil", AiFault.Busy)]
    [InlineData("runway", 400, "bad", "Maker_NotTaken", AiFault.NotTaken)]
    [InlineData("runway", 429, "limit", "Maker_BusyUntil", AiFault.Busy)]
    public async Task A_refusal_names_the_remedy_and_costs_nothing(string name, int status, string code, string problem, AiFault fault)
    {
        var (tenant, of) = (await domain.TenantAsync(), MakerCase.All[name]);
        var before = Asked(of);
        of.Of(domain).Fail(of.Step, Faults.Answers(of.Of(domain).Error(status, code).With("Retry-After", "17")));

        var task = await domain.MakeAsync(tenant, of);

        Assert.Equal((LongTaskState.Failed, $"Media.{problem}"), (task.State, task.Problem?.Key));
        if (fault is AiFault.Busy)
            Assert.Equal("17", task.Problem!.Args[1]);
        var row = await MakersDomain.RequestAsync(tenant);
        Assert.Equal((AiOutcome.Failed, fault, 0m), (row.Outcome, row.Fault, row.Cost));
        Assert.Equal((0m, 0m), await MakersDomain.MonthAsync(tenant));
        Assert.Equal((before + 1, 0), (Asked(of), (await MakersDomain.ItemsAsync(tenant)).Count));
    }

    [Theory]
    [InlineData("openai image")]
    [InlineData("elevenlabs")]
    [InlineData("stability")]
    [InlineData("heygen")]
    [InlineData("runway")]
    public async Task What_broke_at_the_maker_may_have_cost(string name) =>
        await UnknownAsync(MakerCase.All[name], Faults.Answers(MakerCase.All[name].Of(domain).Error(500, "internal")), AiFault.Down);

    [Theory]
    [InlineData("openai image")]
    [InlineData("openai voice")]
    [InlineData("stability")]
    [InlineData("elevenlabs")]
    [InlineData("heygen")]
    [InlineData("runway")]
    public async Task A_connection_that_drops_after_the_request_may_have_cost(string name) => await UnknownAsync(MakerCase.All[name], Faults.ResetsAfter, AiFault.Broken);

    [Theory]
    [InlineData("openai image")]
    [InlineData("runway")]
    public async Task An_answer_that_never_comes_may_have_cost(string name)
    {
        var (tenant, of) = (await domain.TenantAsync(), MakerCase.All[name]);
        var (id, fake) = (await MakersDomain.PlaceAsync(tenant, of), of.Of(domain));
        fake.Fail(of.Step, Faults.TimesOutAfter);
        var hung = fake.Hung;
        var running = domain.Worker.RunAsync(await domain.ClaimAsync(id), CancellationToken.None);
        await hung;

        domain.Clock.Advance(MakersDomain.CallTimeout);
        await running;

        await AssertUnknownAsync(await MakersDomain.ViewAsync(tenant, id), tenant, AiFault.TimedOut);
    }

    [Theory]
    [InlineData("openai image")]
    [InlineData("heygen")]
    [InlineData("runway")]
    public async Task Half_an_answer_is_paid_for_and_of_no_use(string name) => await UselessAsync(MakerCase.All[name], Faults.CutsTheAnswer);

    [Theory, MemberData(nameof(AtOnce))]
    public async Task A_file_of_another_kind_is_paid_for_and_of_no_use(string name)
    {
        var tenant = await domain.TenantAsync();
        var page = "<!DOCTYPE html><p>One moment"u8.ToArray();
        (domain.OpenAi.File, domain.OpenAi.Sound, domain.Stability.File, domain.ElevenLabs.File) = (page, page, page, page);

        await AssertUselessAsync(await domain.MakeAsync(tenant, MakerCase.All[name]), tenant, AiFault.Malformed, "Media.Maker_Malformed");
    }

    [Fact]
    public async Task A_picture_that_was_filtered_is_refused()
    {
        var tenant = await domain.TenantAsync();
        domain.Stability.Filters = true;

        await AssertUselessAsync(await domain.MakeAsync(tenant, MakerCase.All["stability"]), tenant, AiFault.Refused, "Media.Maker_Refused");
    }

    [Fact]
    public async Task An_order_found_begun_is_not_sent_again()
    {
        var (tenant, of) = (await domain.TenantAsync(), MakerCase.All["openai image"]);
        var id = await MakersDomain.PlaceAsync(tenant, of);
        domain.OpenAi.Fail(of.Step, Faults.TimesOutAfter);
        var hung = domain.OpenAi.Hung;
        var dead = domain.Worker.RunAsync(await domain.ClaimAsync(id), CancellationToken.None);
        await hung;
        await domain.EndLeaseAsync(id);
        var before = Asked(of);

        var task = await domain.RunAsync(tenant, id);

        await AssertUnknownAsync(task, tenant, AiFault.Broken);
        Assert.Equal(before, Asked(of));
        domain.Clock.Advance(MakersDomain.CallTimeout);
        await dead;
    }

    private async Task UnknownAsync(MakerCase of, Fault fault, AiFault named)
    {
        var (tenant, before) = (await domain.TenantAsync(), Asked(of));
        of.Of(domain).Fail(of.Step, fault);

        await AssertUnknownAsync(await domain.MakeAsync(tenant, of), tenant, named);

        Assert.Equal(before + 1, Asked(of));
    }

    private async Task UselessAsync(MakerCase of, Fault fault)
    {
        var tenant = await domain.TenantAsync();
        of.Of(domain).Fail(of.Step, fault);

        await AssertUselessAsync(await domain.MakeAsync(tenant, of), tenant, AiFault.Malformed, "Media.Maker_Malformed");
    }

    private static async Task AssertUnknownAsync(LongTaskView task, Support.TestTenant tenant, AiFault fault)
    {
        var row = await MakersDomain.RequestAsync(tenant);
        Assert.Equal((LongTaskState.Failed, "Media.Maker_Unknown"), (task.State, task.Problem?.Key));
        Assert.Equal((AiOutcome.Unknown, fault, row.Reserved, true), (row.Outcome, row.Fault, row.Cost, row.IsEstimate));
        Assert.Equal(row.Reserved!.Value, decimal.Parse((string)task.Problem!.Args[1], System.Globalization.CultureInfo.InvariantCulture), 3);
        Assert.Equal((row.Reserved, 0m), await MakersDomain.MonthAsync(tenant));
        Assert.Empty(await MakersDomain.ItemsAsync(tenant));
    }

    private static async Task AssertUselessAsync(LongTaskView task, Support.TestTenant tenant, AiFault fault, string problem)
    {
        var row = await MakersDomain.RequestAsync(tenant);
        Assert.Equal((LongTaskState.Failed, problem), (task.State, task.Problem?.Key));
        Assert.Equal((AiOutcome.Failed, fault, row.Reserved, true), (row.Outcome, row.Fault, row.Cost, row.IsEstimate));
        Assert.Empty(await MakersDomain.ItemsAsync(tenant));
    }

    private int Asked(MakerCase of) => of.Of(domain).Of(of.Step).Count;
}
