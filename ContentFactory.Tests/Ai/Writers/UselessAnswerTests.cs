using System.Text.Json.Nodes;
using ContentFactory.Domain.Ai;
using ContentFactory.Domain.Ai.Costs;
using ContentFactory.Tests.Ai.Makers;
using ContentFactory.Tests.Platforms.Contract;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Ai.Writers;

/// <summary>Models that fail in every way known: the one that stands in is asked once, then the reason is said.</summary>
public sealed class UselessAnswerTests(AiDomain domain) : IClassFixture<AiDomain>
{
    private static readonly Dictionary<AiFault, Saying> Said = new()
    {
        [AiFault.Prose] = new("Конечно! Вот ваш пост про ипотеку: ставки снизились."),
        [AiFault.Malformed] = new(Drafts.Said()[..300]),
        [AiFault.Refused] = new("I can't help with that.", Stop.Refused),
        [AiFault.CutOff] = new(Drafts.Said()[..200], Stop.CutOff),
        [AiFault.Empty] = new(""),
        [AiFault.WrongLanguage] = new(Drafts.With("text", "The bank has cut its rates for families with children, and that is the lowest level for the last two years of the market.")),
        [AiFault.AvoidedWord] = new(Drafts.With("title", "Уникальная ипотека")),
        [AiFault.TooLong] = new(Drafts.With("text", string.Concat(Enumerable.Repeat("Ставка снова снижена, и это хорошая новость. ", 40)))),
        [AiFault.BadHashtag] = new(Drafts.With("hashtags", new JsonArray("#ипотека для семьи"))),
        [AiFault.ForeignAddress] = new(Drafts.With("mini_script", "Переходите на evil.test/win")),
    };

    private static readonly string[] Models = [AiDomain.Claude, AiDomain.Gpt];

    public static TheoryData<string, AiFault> Useless
    {
        get
        {
            var data = new TheoryData<string, AiFault>();
            foreach (var model in Models)
                foreach (var fault in Said.Keys)
                    data.Add(model, fault);
            return data;
        }
    }

    public static TheoryData<string, int, AiFault> Statuses
    {
        get
        {
            var data = new TheoryData<string, int, AiFault>();
            foreach (var model in Models)
                foreach (var (status, fault) in new[] { (429, AiFault.Busy), (500, AiFault.Down), (529, AiFault.Down), (503, AiFault.Down), (401, AiFault.KeyRefused), (404, AiFault.ModelGone), (400, AiFault.NotTaken) })
                    data.Add(model, status, fault);
            return data;
        }
    }

    [Theory, MemberData(nameof(Useless))]
    public async Task A_useless_answer_is_asked_again_of_the_other_model(string model, AiFault fault)
    {
        var tenant = await TenantAsync(model);
        domain.MakerOf(model).Sayings.Enqueue(Said[fault]);

        var written = await tenant.WriteAsync(Request());

        await StoodInAsync(tenant, model, fault, written);
        // it was charged for all the same
        Assert.True((await tenant.RequestsAsync())[0].Cost > 0);
    }

    [Theory, MemberData(nameof(Statuses))]
    public async Task An_error_of_the_maker_costs_nothing_and_is_not_repeated(string model, int status, AiFault fault)
    {
        var (tenant, maker) = (await TenantAsync(model), domain.MakerOf(model));
        var before = maker.Calls.Count;
        maker.Fail(FakeMaker.Ask, Faults.Answers(maker.Error(status, "no")));

        var written = await tenant.WriteAsync(Request());

        await StoodInAsync(tenant, model, fault, written);
        Assert.Equal((0m, before + 1), ((await tenant.RequestsAsync())[0].Cost, maker.Calls.Count));
    }

    [Theory]
    [InlineData(AiDomain.Claude)]
    [InlineData(AiDomain.Gpt)]
    public async Task An_answer_that_is_lost_counts_at_its_most(string model)
    {
        foreach (var fault in new[] { Faults.CutsTheAnswer, Faults.ResetsAfter, Faults.AnswersWithAPage })
        {
            var tenant = await TenantAsync(model);
            domain.MakerOf(model).Fail(FakeMaker.Ask, fault);

            var written = await tenant.WriteAsync(Request());

            Assert.True(written.Ok, written.Problem?.TextKey);
            var lost = (await tenant.RequestsAsync())[0];
            Assert.Equal((AiOutcome.Unknown, AiFault.Broken, true, lost.Reserved), (lost.Outcome, lost.Fault, lost.IsEstimate, lost.Cost));
        }
    }

    [Theory]
    [InlineData(AiDomain.Claude, AiDomain.Gpt)]
    [InlineData(AiDomain.Gpt, AiDomain.Claude)]
    public async Task Two_useless_answers_say_the_reason_of_the_second(string first, string second)
    {
        var tenant = await TenantAsync(first);
        domain.MakerOf(first).Sayings.Enqueue(Said[AiFault.Prose]);
        domain.MakerOf(second).Sayings.Enqueue(Said[AiFault.Refused]);

        var written = await tenant.WriteAsync(Request());

        Assert.Equal(("Ai.Failed_Refused", second), (written.Problem?.TextKey, written.Problem?.Args[0]));
        Assert.Equal([AiFault.Prose, AiFault.Refused], (await tenant.RequestsAsync()).Select(r => r.Fault!.Value).Order());
    }

    [Theory]
    [InlineData(AiDomain.Claude)]
    [InlineData(AiDomain.Gpt)]
    public async Task A_busy_maker_says_when_to_come_back(string model)
    {
        var (tenant, maker) = (await domain.TenantAsync(model, model), domain.MakerOf(model));
        maker.Fail(FakeMaker.Ask, Faults.Answers(maker.Error(429, "slow down").With("retry-after", "37")));

        var written = await tenant.WriteAsync(Request());

        Assert.Equal(("Ai.Failed_BusyUntil", 37), (written.Problem?.TextKey, written.Problem?.Args[1]));
    }

    [Fact]
    public async Task A_maker_that_says_nothing_is_left_after_its_time()
    {
        var tenant = await TenantAsync(AiDomain.Claude);
        domain.Anthropic.Fail(FakeMaker.Ask, Faults.TimesOutBefore);
        var (hung, writing) = (domain.Anthropic.Hung, tenant.WriteAsync(Request()));
        await hung;
        await domain.AdvanceAsync(TimeSpan.FromMinutes(3));

        var written = await writing;

        Assert.Equal(AiDomain.Gpt, written.Value.MadeBy);
        var slow = (await tenant.RequestsAsync())[0];
        Assert.Equal((AiOutcome.Unknown, AiFault.TimedOut, slow.Reserved), (slow.Outcome, slow.Fault, slow.Cost));
    }

    [Fact]
    public async Task Whoever_leaves_stops_the_request_and_pays_at_most()
    {
        var tenant = await TenantAsync(AiDomain.Claude);
        domain.Anthropic.Fail(FakeMaker.Ask, Faults.TimesOutBefore);
        using var leaving = new CancellationTokenSource();
        var (hung, writing) = (domain.Anthropic.Hung, tenant.WriteAsync(Request(), leaving.Token));
        await hung;
        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);

        var row = Assert.Single(await tenant.RequestsAsync());
        Assert.Equal((AiOutcome.Unknown, AiFault.Cancelled), (row.Outcome, row.Fault));
        Assert.Equal(0, (await tenant.MonthAsync()).Reserved);
    }

    [Fact]
    public async Task A_model_that_repeats_the_mark_is_thrown_away()
    {
        var tenant = await TenantAsync(AiDomain.Claude);
        domain.Anthropic.Arrives = _ =>
        {
            var prompt = domain.Anthropic.PromptOf(domain.Anthropic.Calls[^1]);
            var mark = prompt[(prompt.IndexOf("<material mark=\"", StringComparison.Ordinal) + 16)..][..24];
            domain.Anthropic.Sayings.Enqueue(new(Drafts.With("video_idea", $"Знак {mark}")));
            return true;
        };

        var written = await tenant.WriteAsync(Request());
        domain.Anthropic.Arrives = null;

        Assert.True(written.Ok);
        Assert.Equal(AiFault.Leaked, (await tenant.RequestsAsync())[0].Fault);
    }

    private static CompositionRequest Request() => Drafts.Request() with { Voice = BrandVoice.Plain("ru") with { Avoid = ["уникальный"] } };

    private async Task<TestTenant> TenantAsync(string first)
    {
        foreach (var maker in domain.All)
            maker.Always = new(Drafts.Said());
        var tenant = await domain.TenantAsync(first, first == AiDomain.Claude ? AiDomain.Gpt : AiDomain.Claude);
        return tenant;
    }

    private async Task StoodInAsync(TestTenant tenant, string model, AiFault fault, Domain.Result<Composition> written)
    {
        Assert.True(written.Ok, written.Problem?.TextKey);
        Assert.NotEqual(model, written.Value.MadeBy);
        var rows = await tenant.RequestsAsync();
        Assert.Equal([(AiOutcome.Failed, fault), (AiOutcome.Done, (AiFault?)null)], rows.Select(r => (r.Outcome, r.Fault)));
        Assert.Empty(domain.All.SelectMany(m => m.Violations));
    }
}
