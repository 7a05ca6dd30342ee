using System.Globalization;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content.Making;
using ContentFactory.Domain.LongWork;
using ContentFactory.Domain.Media.Making;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Media.Making;

public sealed class MakeShortTests(MakingDomain domain) : IClassFixture<MakingDomain>
{
    private const string Title = "Зимой окна менять можно";
    private const string Text = "Пена и герметики работают до минус десяти. Окно меняют за два часа, комната открыта двадцать минут.\n\nВесны ждут только штукатурные откосы.";

    [Fact]
    public async Task A_post_becomes_a_vertical_video_with_a_voice_even_past_a_stop()
    {
        var (tenant, post) = await PostAsync();
        var id = await OrderAsync(tenant, post);
        using var stop = new CancellationTokenSource();
        var first = domain.RunAsync(tenant, id, stop.Token);
        var scene = await SceneAsync(0);
        await stop.CancelAsync();
        var stopped = await first;
        var filmed = File.GetLastWriteTimeUtc(scene);
        // what a killed program leaves behind
        await File.WriteAllTextAsync(Path.Combine(Path.GetDirectoryName(scene)!, "part.mp4"), "half");

        var again = domain.RunAsync(tenant, id);
        await SceneAsync(1);
        var kept = File.GetLastWriteTimeUtc(scene);
        var done = await again;

        Assert.Equal((LongTaskState.Queued, LongTaskState.Done, "Media.ShortMade"), (stopped.State, done.State, done.Result?.Key));
        Assert.Equal(filmed, kept);
        Assert.Empty(domain.WorkFolders());
        await CheckAsync(tenant, done);
    }

    [Fact]
    public async Task Cancelled_in_the_middle_it_leaves_no_item_and_no_file()
    {
        var (tenant, post) = await PostAsync();
        var id = await OrderAsync(tenant, post);
        var running = domain.RunAsync(tenant, id);
        await SceneAsync(0);

        await tenant.AsAsync<LongTasks, Result>(MemberRole.Editor, t => t.CancelAsync(id));
        var ended = await running;

        Assert.Equal(LongTaskState.Cancelled, ended.State);
        Assert.Empty(await domain.ItemsAsync(tenant));
        Assert.Empty(domain.WorkFolders());
    }

    private async Task CheckAsync(TestTenant tenant, LongTaskView done)
    {
        var items = await domain.ItemsAsync(tenant);
        Assert.Equal(2, items.Count);
        Assert.All(items, i => Assert.Equal(MakeShort.MadeBy, i.MadeBy));
        var video = items.Single(i => i.ContentType == "video/mp4");
        Assert.EndsWith($"?made={video.Id}", done.Link, StringComparison.Ordinal);
        var streams = (await domain.ProbeAsync(video, "stream=codec_name,width,height,pix_fmt,r_frame_rate")).Split('\n');
        Assert.Contains(streams, s => s.StartsWith("h264,1080,1920,yuv420p,30/1", StringComparison.Ordinal));
        Assert.Contains(streams, s => s.StartsWith("aac", StringComparison.Ordinal));
        Assert.InRange(double.Parse(await domain.ProbeAsync(video, "format=duration"), CultureInfo.InvariantCulture), 20, 40);
    }

    private async Task<(TestTenant Tenant, Guid Post)> PostAsync()
    {
        var tenant = await domain.TenantAsync();
        return (tenant, await MakingDomain.PostAsync(tenant, Title, Text));
    }

    private static async Task<Guid> OrderAsync(TestTenant tenant, Guid post) =>
        (await tenant.AsAsync<PostMaking, Result<Guid>>(MemberRole.Editor, m => m.ShortAsync(post, music: true))).Value;

    /// <summary>The file of a scene once it is there.</summary>
    private async Task<string> SceneAsync(int number)
    {
        var found = await Eventually.BecomesAsync(
            () => Task.FromResult(domain.WorkFolders().Select(f => Path.Combine(f, ShortFilm.SceneFile(number))).FirstOrDefault(File.Exists)), file => file is not null, TimeSpan.FromMinutes(10));
        return found!;
    }
}

public sealed class MissingToolTests(BareMakingDomain domain) : IClassFixture<BareMakingDomain>
{
    [Fact]
    public async Task A_missing_tool_names_itself_before_anything_begins()
    {
        var tenant = await domain.TenantAsync();
        var post = await MakingDomain.PostAsync(tenant, "Окна", "Пена работает и в мороз.");

        var offer = (await tenant.AsAsync<PostMaking, Result<MakingOffer>>(MemberRole.Editor, m => m.OfferAsync(post))).Value;
        var asked = await tenant.AsAsync<PostMaking, Result<Guid>>(MemberRole.Editor, m => m.ShortAsync(post, music: false));

        Assert.Null(offer.NoCards);
        Assert.Equal(("Media.ToolMissing", "espeak-ng"), (offer.NoShorts!.TextKey, offer.NoShorts.Args[0]));
        Assert.Equal("Media.ToolMissing", asked.Problem?.TextKey);
    }
}
