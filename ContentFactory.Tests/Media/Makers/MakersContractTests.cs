using ContentFactory.Domain.Access;
using ContentFactory.Domain.Affiliates;
using ContentFactory.Domain.Ai.Costs;
using ContentFactory.Domain.LongWork;
using ContentFactory.Domain.Media.Makers;
using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Media.Makers;

/// <summary>Each maker beside a server that holds every request to the maker's description.</summary>
public sealed class MakersContractTests(MakersDomain domain) : IClassFixture<MakersDomain>
{
    public static TheoryData<string> Names => [.. MakerCase.All.Keys];

    [Theory]
    [InlineData("openai image", MediaKind.Image, 0.07, false)]
    [InlineData("stability", MediaKind.Image, 0.03, false)]
    // 84 characters
    [InlineData("openai voice", MediaKind.Audio, 0.00126, false)]
    [InlineData("elevenlabs", MediaKind.Audio, 0.01008, false)]
    // four and a half seconds, and sixty credits
    [InlineData("heygen", MediaKind.Video, 0.30015, false)]
    [InlineData("runway", MediaKind.Video, 0.6, false)]
    public async Task What_is_made_lies_in_the_library_says_by_whom_and_is_paid(string name, MediaKind kind, decimal cost, bool isEstimate)
    {
        var (tenant, of) = (await domain.TenantAsync(), MakerCase.All[name]);

        var task = await domain.MakeAsync(tenant, of);

        var item = Assert.Single(await MakersDomain.ItemsAsync(tenant));
        Assert.Equal((LongTaskState.Done, "Media.Made", $"content/media/{item.Id}"), (task.State, task.Result?.Key ?? task.Problem?.Key, task.Link));
        Assert.Equal((kind, $"{of.Maker} {of.Model}", tenant.CompanyId), (item.Kind, item.MadeBy, item.CompanyId));
        Assert.StartsWith("Сбербанк снизил ставку", item.FileName, StringComparison.Ordinal);
        var row = await MakersDomain.RequestAsync(tenant);
        Assert.Equal((Enum.Parse<AiKind>(of.Kind.ToString()), of.Maker, of.Model, AiOutcome.Done), (row.Kind, row.Maker, row.Model, row.Outcome));
        Assert.Null(row.Role);
        Assert.Equal((cost, isEstimate, tenant.Person(MemberRole.Editor), tenant.CompanyId), (row.Cost, row.IsEstimate, row.PersonId, row.CompanyId));
        Assert.Equal((cost, 0m), await MakersDomain.MonthAsync(tenant));
        var category = of.Kind switch { MadeKind.Video => ExpenseCategory.VideoGeneration, MadeKind.Voice => ExpenseCategory.VoiceGeneration, _ => ExpenseCategory.AiApi };
        Assert.Equal([(category, item.MadeBy!, cost)], await tenant.DbAsync(db => Task.FromResult(db.Expenses.Select(e => new { e.Category, e.Service, e.Amount }).ToList().Select(e => (e.Category, e.Service, e.Amount)))));
        Assert.Empty(of.Of(domain).Violations);
    }

    [Fact]
    public async Task A_shape_is_asked_for_in_the_makers_own_words()
    {
        var tenant = await domain.TenantAsync();
        foreach (var name in new[] { "openai image", "stability", "heygen", "runway" })
            await domain.MakeAsync(tenant, MakerCase.All[name] with { Shape = MadeShape.Landscape });

        Assert.Equal("1536x1024", (string?)domain.OpenAi.Calls[^1].Json!["size"]);
        Assert.Equal("16:9", MultipartForm.Of(domain.Stability.Calls[^1]).Single(p => p.Name == "aspect_ratio").Text);
        Assert.Equal("16:9", (string?)domain.HeyGen.Of(VideoFake.Start)[^1].Json!["aspect_ratio"]);
        Assert.Equal("1280:720", (string?)domain.Runway.Of(VideoFake.Start)[^1].Json!["ratio"]);
        Assert.All(domain.All, m => Assert.Empty(m.Violations));
    }

    [Fact]
    public async Task A_length_between_two_becomes_the_next_one()
    {
        var tenant = await domain.TenantAsync();
        foreach (var seconds in new[] { 1, 7, 60 })
            await domain.RunAsync(tenant, (await MakersDomain.TryPlaceAsync(tenant, MadeKind.Video, MakerCase.Runway.Order("A cat") with { Seconds = seconds })).Value);

        Assert.Equal([2, 7, 10], domain.Runway.Of(VideoFake.Start).TakeLast(3).Select(c => (int)c.Json!["duration"]!));
        Assert.Empty(domain.Runway.Violations);
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Keys_stand_in_no_log_and_no_problem(string name)
    {
        var (tenant, of) = (await domain.TenantAsync(), MakerCase.All[name]);
        of.Of(domain).Fail(of.Step, Faults.Answers(of.Of(domain).Error(401, "invalid_api_key")));

        var task = await domain.MakeAsync(tenant, of);

        Assert.Equal((LongTaskState.Failed, "Media.Maker_KeyRefused"), (task.State, task.Problem?.Key));
        Assert.DoesNotContain(of.Of(domain).Key, domain.Log.Text + string.Join(' ', task.Problem!.Args), StringComparison.Ordinal);
    }
}
