using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Ai.Costs;
using ContentFactory.Domain.Ai.Roles;
using ContentFactory.Domain.Ai.Writers;
using ContentFactory.Tests.Ai.Makers;
using ContentFactory.Tests.Platforms.Contract;
using ContentFactory.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace ContentFactory.Tests.Ai.Writers;

public sealed class RewritingTests(AiDomain domain) : IClassFixture<AiDomain>
{
    private const string Shorter = "Сбербанк снизил ставку по семейной ипотеке до 5,5% годовых, это минимум за два года на этом рынке.";

    public static TheoryData<string> Models => [AiDomain.Claude, AiDomain.Gpt];

    [Theory, MemberData(nameof(Models))]
    public async Task Streams_piece_by_piece_and_counts_what_it_cost(string model)
    {
        var (tenant, maker) = (await TenantAsync(model), domain.MakerOf(model));
        maker.Sayings.Enqueue(new(Shorter, Input: 900, Cached: 100, Output: 300));

        var pieces = await ReadAsync(tenant, Request());

        Assert.True(pieces.Count(p => p.Text.Length > 0) > 5);
        Assert.Equal(Shorter, string.Concat(pieces.Select(p => p.Text)));
        Assert.Equal((Shorter, model, 1_200), (pieces[^1].Done?.Text, pieces[^1].Done?.MadeBy, pieces[^1].Done?.Tokens));
        var row = Assert.Single(await tenant.RequestsAsync());
        Assert.Equal((AiKind.Rewrite, AiRole.Adapter, AiOutcome.Done, 900, 100, 300), (row.Kind, row.Role, row.Outcome, row.InputTokens, row.CachedTokens, row.OutputTokens));
        Assert.Empty(maker.Violations);
    }

    [Theory, MemberData(nameof(Models))]
    public async Task A_stream_that_breaks_off_starts_over_with_the_other_model(string model)
    {
        var (tenant, maker) = (await TenantAsync(model), domain.MakerOf(model));
        var events = maker.Events(model, new(Shorter));
        maker.Fail(FakeMaker.Ask, Faults.Answers(new Answer(200, string.Concat(events.Take(events.Count / 2)), "text/event-stream")));
        domain.MakerOf(Other(model)).Sayings.Enqueue(new(Shorter));

        var pieces = await ReadAsync(tenant, Request());

        var second = pieces.SkipWhile(p => !p.StartsOver).ToList();
        Assert.NotEmpty(pieces.TakeWhile(p => !p.StartsOver));
        Assert.Equal(Shorter, string.Concat(second.Select(p => p.Text)));
        Assert.Single(pieces, p => p.StartsOver);
        var lost = (await tenant.RequestsAsync())[0];
        Assert.Equal((AiOutcome.Unknown, AiFault.Broken, lost.Reserved), (lost.Outcome, lost.Fault, lost.Cost));
    }

    [Theory, MemberData(nameof(Models))]
    public async Task Whoever_stops_reading_stops_the_model(string model)
    {
        var (tenant, maker) = (await TenantAsync(model), domain.MakerOf(model));
        var gone = new TaskCompletionSource();
        maker.Fail(FakeMaker.Ask, async (context, _, _) =>
        {
            context.RequestAborted.Register(() => gone.TrySetResult());
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync(string.Concat(maker.Events(model, new(Shorter)).Take(5)));
            await context.Response.Body.FlushAsync();
            await gone.Task;
        });
        using var leaving = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ReadAsync(tenant, Request(), leaving.CancelAsync, leaving.Token));

        await gone.Task;
        var row = Assert.Single(await tenant.RequestsAsync());
        Assert.Equal((AiOutcome.Unknown, AiFault.Cancelled), (row.Outcome, row.Fault));
        Assert.Equal(0, (await tenant.MonthAsync()).Reserved);
    }

    [Theory]
    [InlineData(RewriteAction.Shorter, AiFault.TooLong)]
    [InlineData(RewriteAction.Longer, AiFault.ForeignAddress)]
    [InlineData(RewriteAction.Translate, AiFault.WrongLanguage)]
    public async Task A_rewritten_text_that_will_not_do_is_refused_whole(RewriteAction action, AiFault fault)
    {
        var tenant = await domain.TenantAsync(AiDomain.Claude, AiDomain.Claude);
        domain.Anthropic.Sayings.Enqueue(new(fault is AiFault.ForeignAddress ? Shorter + " Подробнее: evil.test/x" : Drafts.Text + " И ещё одно предложение."));

        var done = await RewriteAsync(tenant, Request() with { Action = action, Language = action is RewriteAction.Translate ? "en" : "ru" });

        Assert.Equal($"Ai.Failed_{fault}", done.Problem?.TextKey);
    }

    [Fact]
    public async Task Without_a_model_it_shortens_and_calms_and_says_what_a_key_adds()
    {
        var tenant = await domain.TenantAsync("offline");

        var shorter = await RewriteAsync(tenant, Request());
        var calm = await RewriteAsync(tenant, Request() with { Text = "СКИДКИ уже сегодня!!! 🔥 Успейте купить?? Ждём!", Action = RewriteAction.Tone });
        var longer = await RewriteAsync(tenant, Request() with { Action = RewriteAction.Longer });

        Assert.InRange(shorter.Value.Text.Length, 60, Drafts.Text.Length * 2 / 3);
        Assert.StartsWith("Сбербанк снизил ставку", shorter.Value.Text, StringComparison.Ordinal);
        Assert.All(shorter.Value.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Contains(line.Trim()[..20], Drafts.Text, StringComparison.Ordinal));
        Assert.Equal("Скидки уже сегодня. Успейте купить? Ждём.", calm.Value.Text);
        Assert.Equal("Ai.RewriteNeedsModel", longer.Problem?.TextKey);
        Assert.Empty(await tenant.RequestsAsync());
    }

    private static RewriteRequest Request() => new(Drafts.Text, RewriteAction.Shorter, "ru");

    private static string Other(string model) => model == AiDomain.Claude ? AiDomain.Gpt : AiDomain.Claude;

    private Task<TestTenant> TenantAsync(string model) => domain.TenantAsync(model, Other(model));

    private static Task<Result<Rewritten>> RewriteAsync(TestTenant tenant, RewriteRequest request) =>
        tenant.AsAsync<DraftWriter, Result<Rewritten>>(MemberRole.Editor, w => w.RewriteAsync(request, new WritingOccasion(tenant.CompanyId)));

    private static Task<List<RewritePiece>> ReadAsync(TestTenant tenant, RewriteRequest request, Func<Task>? afterFirst = null, CancellationToken ct = default) =>
        tenant.AsAsync<DraftWriter, List<RewritePiece>>(MemberRole.Editor, async writer =>
        {
            var pieces = new List<RewritePiece>();
            await foreach (var piece in writer.StreamAsync(request, new WritingOccasion(tenant.CompanyId), ct))
            {
                pieces.Add(piece);
                if (pieces.Count == 1 && afterFirst is not null)
                    await afterFirst();
            }
            return pieces;
        });
}
