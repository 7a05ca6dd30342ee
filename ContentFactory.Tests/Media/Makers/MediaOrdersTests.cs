using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Ai.Costs;
using ContentFactory.Domain.Content.Making;
using ContentFactory.Domain.LongWork;
using ContentFactory.Domain.Media.Makers;
using ContentFactory.Domain.Media.Making;
using ContentFactory.Tests.Media.Making;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Media.Makers;

/// <summary>What is offered, what may be ordered, and what the budget says.</summary>
public sealed class MediaOrdersTests(MakersDomain domain) : IClassFixture<MakersDomain>
{
    private MakerShelf Shelf => domain.Services.GetRequiredService<MakerShelf>();

    [Fact]
    public async Task Offers_name_a_price_and_what_can_be_chosen()
    {
        var tenant = await domain.TenantAsync();

        var offers = await tenant.AsAsync<MediaMakers, IReadOnlyList<MakerOffer>>(MemberRole.Viewer, m => m.OffersAsync());

        Assert.Equal(["OpenAI", "Stability AI", "ElevenLabs", "OpenAI", "Runway", "HeyGen"], offers.Select(o => o.Name));
        Assert.All(offers, o => Assert.True(o.IsAvailable));
        Assert.Equal([("Media.Price_Image", 0.07m), ("Media.Price_Image", 0.03m), ("Media.Price_Characters", 0.12m), ("Media.Price_Characters", 0.015m), ("Media.Price_Second", 0.12m), ("Media.Price_Second", 0.0667m)],
            offers.Select(o => (o.Price.Key, (decimal)o.Price.Args[0])));
        Assert.Equal([2, 3, 4, 5, 6, 7, 8, 9, 10], offers.Single(o => o.Maker == "runway").Seconds);
    }

    [Theory]
    [InlineData("openai image", 300, null, 0.07)]
    [InlineData("openai voice", 300, null, 0.0045)]
    [InlineData("runway", 300, 8, 0.96)]
    [InlineData("heygen", 300, null, 2.8681)]
    public async Task An_estimate_is_what_the_budget_will_be_asked_for(string maker, int characters, int? seconds, double usd)
    {
        var (tenant, of) = (await domain.TenantAsync(), MakerCase.All[maker]);
        var order = of.Order(new string('x', characters)) with { Seconds = seconds };

        var sum = await tenant.AsAsync<MediaMakers, decimal?>(MemberRole.Editor, async m => m.Estimate((await m.OffersAsync()).Single(o => (o.Kind, o.Maker) == (of.Kind, of.Maker)), order));
        var bill = await tenant.AsSystemAsync<MakingBills, Result<MakingBill>>(b => b.OpenAsync(Shelf.Find(of.Kind, of.Maker)!, order, default));

        Assert.Equal(((decimal?)usd, sum), (sum, bill.Value.Reserved));
    }

    [Fact]
    public async Task An_order_of_a_post_is_offered_there_and_others_to_who_placed_them()
    {
        var tenant = await domain.TenantAsync();
        var post = await MakingDomain.PostAsync(tenant, "A cat", "On a roof");
        var ofPost = await MakersDomain.TryPlaceAsync(tenant, MadeKind.Image, new MediaOrder("openai", "A cat", PostId: post));
        var cat = await domain.RunAsync(tenant, ofPost.Value);
        var free = await MakersDomain.TryPlaceAsync(tenant, MadeKind.Image, new MediaOrder("openai", "A dog"));
        var dog = await domain.RunAsync(tenant, free.Value);

        var items = (await MakersDomain.ItemsAsync(tenant)).ToDictionary(i => i.FileName, i => i.Id);

        Assert.Equal(($"content/{post}?made={items["A cat.png"]}", $"content/media/{items["A dog.png"]}"), (cat.Link, dog.Link));
        Assert.Equal([cat.Id], (await tenant.AsAsync<PostMaking, IReadOnlyList<LongTaskView>>(MemberRole.Viewer, m => m.UnderWayAsync(post))).Select(t => t.Id));
        Assert.Equal([dog.Id], (await tenant.AsAsync<MakingOrders, IReadOnlyList<LongTaskView>>(MemberRole.Editor, m => m.OwnAsync())).Select(t => t.Id));
        Assert.Empty(await tenant.AsAsync<MakingOrders, IReadOnlyList<LongTaskView>>(MemberRole.Owner, m => m.OwnAsync()));
    }

    [Fact]
    public void A_file_is_said_to_be_made_by_a_maker_as_people_call_it() =>
        Assert.Equal(("OpenAI, gpt-image-2", "Stability AI, sd3", null, null), (Shelf.NameOf("openai gpt-image-2"), Shelf.NameOf("stability sd3"), Shelf.NameOf("card"), Shelf.NameOf("midjourney v7")));

    [Theory]
    [InlineData("", MadeShape.Portrait, nameof(MediaOrder.Text), "Media.Maker_TextMissing")]
    [InlineData("  \n ", MadeShape.Portrait, nameof(MediaOrder.Text), "Media.Maker_TextMissing")]
    [InlineData("1001", MadeShape.Portrait, nameof(MediaOrder.Text), "Media.Maker_TextTooLong")]
    [InlineData("A cat", MadeShape.Square, nameof(MediaOrder.Shape), "Media.Maker_Shape")]
    public async Task An_order_that_cannot_be_made_is_refused_at_its_field(string text, MadeShape shape, string field, string problem)
    {
        var tenant = await domain.TenantAsync();
        var words = text == "1001" ? new string('x', 1001) : text;

        var placed = await MakersDomain.TryPlaceAsync(tenant, MadeKind.Video, new MediaOrder("runway", words, shape));

        Assert.Equal((field, problem), (placed.Problem?.Field, placed.Problem?.TextKey));
    }

    [Fact]
    public async Task An_order_for_what_belongs_to_others_is_not_found()
    {
        var (tenant, other) = (await domain.TenantAsync(), await domain.TenantAsync());

        var company = await MakersDomain.TryPlaceAsync(tenant, MadeKind.Image, new MediaOrder("openai", "A cat", CompanyId: other.CompanyId));
        var post = await MakersDomain.TryPlaceAsync(tenant, MadeKind.Image, new MediaOrder("openai", "A cat", PostId: Ids.New(domain.Clock)));

        Assert.Equal((ProblemKind.NotFound, ProblemKind.NotFound), (company.Problem?.Kind, post.Problem?.Kind));
    }

    [Fact]
    public async Task A_maker_that_is_not_there_is_named()
    {
        var placed = await MakersDomain.TryPlaceAsync(await domain.TenantAsync(), MadeKind.Image, new MediaOrder("midjourney", "A cat"));

        Assert.Equal(("Media.Maker_Absent", "midjourney"), (placed.Problem?.TextKey, placed.Problem?.Args[0]));
    }

    [Fact]
    public async Task A_spent_budget_is_said_before_anybody_is_asked()
    {
        var tenant = await domain.TenantAsync();
        await BudgetAsync(tenant, "0.5");
        var before = domain.Runway.Calls.Count;

        // five seconds cost sixty cents
        var task = await domain.MakeAsync(tenant, MakerCase.Runway);

        Assert.Equal((LongTaskState.Failed, "Ai.BudgetSpent"), (task.State, task.Problem?.Key));
        Assert.Equal(before, domain.Runway.Calls.Count);
        Assert.Empty(await tenant.DbAsync(db => Task.FromResult(db.AiRequests.ToList())));
    }

    [Fact]
    public async Task What_a_job_may_cost_is_held_until_it_ends_and_a_smaller_budget_does_not_stop_it()
    {
        var tenant = await domain.TenantAsync();
        await BudgetAsync(tenant, "0.65");
        domain.Runway.Credits = 30;
        var (held, refused) = ((0m, 0m), (string?)null);
        var id = await MakersDomain.PlaceAsync(tenant, MakerCase.Runway);

        var task = await domain.RunAsync(tenant, id, async wait =>
        {
            if (wait != 1)
                return;
            held = await MakersDomain.MonthAsync(tenant);
            var second = await tenant.AsSystemAsync<MakingBills, Result<MakingBill>>(b =>
                b.OpenAsync(Shelf.Find(MadeKind.Image, "openai")!, new MediaOrder("openai", "A cat"), default));
            refused = second.Problem?.TextKey;
            await BudgetAsync(tenant, "0.1");
        });

        Assert.Equal(((0m, 0.6m), "Ai.BudgetSpent"), (held, refused));
        Assert.Equal((LongTaskState.Done, (0.3m, 0m)), (task.State, await MakersDomain.MonthAsync(tenant)));
    }

    [Fact]
    public async Task A_model_without_a_price_is_not_asked_against_a_budget()
    {
        var tenant = await domain.TenantAsync();
        await BudgetAsync(tenant, "50");
        await domain.OwnerSqlAsync<string>("update ai_prices set unit = 'million_tokens' where model = 'sd3' returning model");
        var maker = new StabilityImages(null!, new MediaMakerOptions { Model = "sd3" }, null!);

        var opened = await tenant.AsSystemAsync<MakingBills, Result<MakingBill>>(b => b.OpenAsync(maker, new MediaOrder("stability", "A cat"), default));

        Assert.Equal(("Ai.PriceUnknown", "sd3"), (opened.Problem?.TextKey, opened.Problem?.Args[0]));
    }

    [Fact]
    public async Task A_video_under_way_is_not_written_off_like_a_text()
    {
        var tenant = await domain.TenantAsync();
        foreach (var (kind, maker) in new[] { (MadeKind.Video, "runway"), (MadeKind.Image, "openai") })
            Assert.True((await tenant.AsSystemAsync<MakingBills, Result<MakingBill>>(b => b.OpenAsync(Shelf.Find(kind, maker)!, new MediaOrder(maker, "A cat"), default))).Ok);

        await domain.AdvanceAsync(TimeSpan.FromMinutes(16));
        await domain.Services.GetRequiredService<AiSweep>().WriteOffAsync(default);

        var rows = await tenant.DbAsync(db => Task.FromResult(db.AiRequests.ToList()));
        Assert.Equal([(AiKind.Image, AiOutcome.Unknown), (AiKind.Video, AiOutcome.Sending)], rows.Select(r => (r.Kind, r.Outcome)).Order());
    }

    private static async Task BudgetAsync(TestTenant tenant, string sum) => Assert.True((await tenant.AsAsync<AiBudgets, Result>(MemberRole.Owner, b => b.SetAsync(sum, default))).Ok);
}
