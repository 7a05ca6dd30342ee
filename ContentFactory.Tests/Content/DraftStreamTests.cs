using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Ai.Costs;
using ContentFactory.Domain.Ai.Writers;
using ContentFactory.Domain.Content;
using ContentFactory.Tests.Ai.Makers;
using ContentFactory.Tests.Content.Variants;
using ContentFactory.Tests.Platforms.Contract;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Tests.Content;

/// <summary>A post that can be watched while a model writes it: nothing of it counts before the whole is there.</summary>
public sealed class DraftStreamTests(AiDomain domain) : IClassFixture<AiDomain>
{
    private const string Title = "Семейная ипотека подешевела до 5,5%";

    public static TheoryData<string> Models => [AiDomain.Claude, AiDomain.Gpt, AiDomain.Own];

    [Theory, MemberData(nameof(Models))]
    public async Task Title_and_text_come_as_they_are_written(string model)
    {
        await domain.PriceOwnAsync();
        var (tenant, maker) = (await domain.TenantAsync(model, model), domain.MakerOf(model));
        maker.Sayings.Enqueue(new(Drafts.Said()));

        var pieces = await ReadAsync(tenant);

        var words = pieces.Select(p => p.Words).OfType<DraftWords>().ToList();
        Assert.Equal(("", ""), (words[0].Title, words[0].Text));
        Assert.All(words, w => Assert.Equal((model, false), (w.Model, w.StartsOver)));
        Assert.Equal((Title, Drafts.Text), (string.Concat(words.Select(w => w.Title)), string.Concat(words.Select(w => w.Text))));
        Assert.True(words.Count(w => w.Text.Length > 0) > 10);
        var post = await tenant.ViewAsync(pieces[^1].PostId!.Value);
        Assert.Equal((PostStatus.Ready, Title, Drafts.Text, model, 1_800), (post.Status, post.Content.Title, post.Content.Text, post.MadeBy, post.Origin.Tokens));
        Assert.Single(pieces, p => p.PostId is not null || p.Problem is not null);
        Assert.Equal([(AiKind.Draft, AiOutcome.Done)], (await tenant.RequestsAsync()).Select(r => (r.Kind, r.Outcome)));
        Assert.True((bool?)maker.Calls[^1].Json!["stream"]);
        Assert.Empty(maker.Violations);
    }

    [Theory, MemberData(nameof(Models))]
    public async Task Whoever_stops_while_it_is_written_gets_no_post(string model)
    {
        await domain.PriceOwnAsync();
        var (tenant, maker) = (await domain.TenantAsync(model, model), domain.MakerOf(model));
        foreach (var cancels in new[] { true, false })
        {
            var held = new HeldAnswer(maker, model, Drafts.Said(), "Аналитики");
            maker.Fail(FakeMaker.Ask, held.Fault);
            using var leaving = new CancellationTokenSource();
            var seen = "";

            var stopped = await Record.ExceptionAsync(() => ReadAsync(tenant, until: async piece =>
            {
                seen += piece.Words?.Text;
                if (!seen.Contains("Аналитики", StringComparison.Ordinal))
                    return false;
                if (cancels)
                    await leaving.CancelAsync();
                return !cancels;
            }, leaving.Token).WaitAsync(TimeSpan.FromMinutes(1)));

            await held.Gone;
            Assert.Equal(cancels, stopped is OperationCanceledException);
            Assert.StartsWith(seen, Drafts.Text, StringComparison.Ordinal);
        }
        Assert.Equal(0, await tenant.DbAsync(db => db.Posts.CountAsync()));
        Assert.Equal(0, await tenant.DbAsync(db => db.TrendItems.MaxAsync(i => i.UsedCount)));
        Assert.All(await tenant.RequestsAsync(), r => Assert.Equal((AiOutcome.Unknown, AiFault.Cancelled, r.Reserved), (r.Outcome, r.Fault, r.Cost)));
        Assert.Equal((2, 0m), ((await tenant.RequestsAsync()).Count, (await tenant.MonthAsync()).Reserved));
    }

    public static TheoryData<string, AiFault> Useless => new()
    {
        { AiDomain.Claude, AiFault.Broken }, { AiDomain.Gpt, AiFault.Broken }, { AiDomain.Claude, AiFault.Refused }, { AiDomain.Gpt, AiFault.Refused },
        { AiDomain.Claude, AiFault.Malformed }, { AiDomain.Gpt, AiFault.ForeignAddress },
    };

    [Theory, MemberData(nameof(Useless))]
    public async Task What_the_first_model_wrote_in_vain_is_void(string model, AiFault fault)
    {
        var other = model == AiDomain.Claude ? AiDomain.Gpt : AiDomain.Claude;
        var (tenant, maker) = (await domain.TenantAsync(model, other), domain.MakerOf(model));
        Fail(maker, model, fault);
        domain.MakerOf(other).Sayings.Enqueue(new(Drafts.Said()));

        var pieces = await ReadAsync(tenant);

        var words = pieces.Select(p => p.Words).OfType<DraftWords>().ToList();
        Assert.Equal(other, Assert.Single(words, w => w.StartsOver).Model);
        Assert.Equal(fault is not AiFault.Refused, words.TakeWhile(w => !w.StartsOver).Any(w => w.Text.Length > 0));
        var second = words.SkipWhile(w => !w.StartsOver).ToList();
        Assert.Equal((Title, Drafts.Text), (string.Concat(second.Select(w => w.Title)), string.Concat(second.Select(w => w.Text))));
        Assert.Equal(other, (await tenant.ViewAsync(pieces[^1].PostId!.Value)).MadeBy);
        Assert.Equal(fault, (await tenant.RequestsAsync())[0].Fault);
    }

    [Fact]
    public async Task Two_models_that_write_in_vain_end_in_a_problem()
    {
        var tenant = await domain.TenantAsync(AiDomain.Claude, AiDomain.Gpt);
        Fail(domain.Anthropic, AiDomain.Claude, AiFault.Malformed);
        Fail(domain.OpenAi, AiDomain.Gpt, AiFault.Refused);

        var pieces = await ReadAsync(tenant);

        Assert.Equal(("Ai.Failed_Refused", null), (pieces[^1].Problem?.TextKey, pieces[^1].PostId));
        Assert.Single(pieces, p => p.Problem is not null);
        Assert.Equal(0, await tenant.DbAsync(db => db.Posts.CountAsync()));
    }

    [Fact]
    public async Task A_whole_answer_is_saved_though_somebody_stops_it_then()
    {
        var tenant = await domain.TenantAsync(AiDomain.Claude, AiDomain.Claude);
        domain.Anthropic.Sayings.Enqueue(new(Drafts.Said()));
        using var leaving = new CancellationTokenSource();
        await ItemAsync(tenant);
        var writing = Task.CompletedTask;
        List<GeneratedPiece> pieces = [];

        // the row that saving has to change is somebody's, until the person has stopped
        await tenant.DbAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.TrendItems.ExecuteUpdateAsync(set => set.SetProperty(i => i.Score, 2));
            writing = Task.Run(async () => pieces = await ReadAsync(tenant, ct: leaving.Token));
            // whoever waits for a row stands in line for it
            await Eventually.BecomesAsync(() => domain.OwnerSqlAsync<long>("select count(*) from pg_locks where locktype = 'tuple' and relation = 'trend_items'::regclass and database = (select oid from pg_database where datname = current_database())"), waiting => waiting > 0);
            await leaving.CancelAsync();
            await transaction.CommitAsync();
            return true;
        });
        await writing;

        Assert.Equal(Drafts.Text, (await tenant.ViewAsync(pieces[^1].PostId!.Value)).Content.Text);
        Assert.Equal(AiOutcome.Done, Assert.Single(await tenant.RequestsAsync()).Outcome);
    }

    [Fact]
    public async Task Without_a_model_there_is_nothing_to_watch()
    {
        var tenant = await domain.TenantAsync("offline");

        var pieces = await ReadAsync(tenant);

        Assert.Equal("offline composer", (await tenant.ViewAsync(Assert.Single(pieces).PostId!.Value)).MadeBy);
    }

    private static void Fail(FakeMaker maker, string model, AiFault fault)
    {
        if (fault is AiFault.Broken)
            maker.Fail(FakeMaker.Ask, Faults.Answers(new Answer(200, string.Concat(maker.Events(model, new(Drafts.Said())).SkipLast(20)), "text/event-stream")));
        else
            maker.Sayings.Enqueue(fault switch
            {
                AiFault.Refused => new("I can't help with that.", Stop.Refused),
                AiFault.Malformed => new(Drafts.Said()[..^30]),
                _ => new(Drafts.With("mini_script", "Переходите на evil.test/win")),
            });
    }

    private async Task<Guid> ItemAsync(TestTenant tenant) =>
        await tenant.DbAsync(db => db.TrendItems.Select(i => i.Id).FirstOrDefaultAsync()) is var known && known != Guid.Empty ? known : await tenant.ItemAsync(domain, "Семейная ипотека подешевела", VariantRig.Story, "ru");

    /// <param name="until">True leaves the loop.</param>
    private async Task<List<GeneratedPiece>> ReadAsync(TestTenant tenant, Func<GeneratedPiece, Task<bool>>? until = null, CancellationToken ct = default)
    {
        var request = new GenerateDraft(tenant.CompanyId, [await ItemAsync(tenant)]) { Platforms = ["telegram", "x"] };
        return await tenant.AsAsync<DraftGenerator, List<GeneratedPiece>>(MemberRole.Editor, async generator =>
        {
            var pieces = new List<GeneratedPiece>();
            await foreach (var piece in generator.StreamAsync(request, ct))
            {
                pieces.Add(piece);
                if (until is not null && await until(piece))
                    break;
            }
            return pieces;
        });
    }
}
