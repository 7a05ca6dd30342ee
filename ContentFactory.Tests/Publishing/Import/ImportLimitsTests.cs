using System.Globalization;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.LongWork;
using ContentFactory.Domain.Publishing.Import;
using ContentFactory.Tests.Support;
using ContentFactory.Tests.Trends.ByHand;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Tests.Publishing.Import;

/// <summary>How much a file of posts may hold, and what is said of that which is too much.</summary>
public sealed class ImportLimitsTests(ImportDomain domain) : IClassFixture<ImportDomain>
{
    [Fact]
    public async Task A_text_that_many_cells_share_counts_in_each()
    {
        var tenant = await domain.TenantAsync();

        var refused = await ImportDomain.AddAsync(tenant, SmallWorkbook.Shared("text", new string('x', 32_001), 1_000), ImportTarget.Draft);

        Assert.Equal(("File", "Trends.SheetLetters"), (refused.Problem?.Field, refused.Problem?.TextKey));
    }

    [Fact]
    public async Task A_text_comes_in_whole_up_to_the_length_that_posts_take()
    {
        var tenant = await domain.TenantAsync();
        var text = new string('ж', 60_000) + "end";
        var found = await domain.LookAsync(tenant, $"text\n{text}\n", ImportTarget.Draft);
        await domain.BringInAsync(tenant, found.Id);

        Assert.Equal(text, (await ImportDomain.PostsAsync(tenant)).Single().Text);
    }

    [Theory]
    [InlineData("", "x")]
    [InlineData("", "                and more")]
    [InlineData("'=", "\U0001F600\U0001F600 and more")]
    public async Task A_text_that_is_too_long_is_a_fault_of_its_row_and_never_cut(string before, string after)
    {
        var tenant = await domain.TenantAsync();

        var found = await domain.LookAsync(tenant, $"title,text\nGood,Text\nLong,{before}{new string('x', 100_000)}{after}\n", ImportTarget.Draft);

        Assert.Equal((3, "text", "Content.TooLong"), found.Findings.Faults.Select(f => (f.Row, f.Column, f.TextKey)).Single());
    }

    [Fact]
    public async Task Faults_are_counted_all_and_kept_as_far_as_a_page_shows_them()
    {
        var tenant = await domain.TenantAsync();
        var company = new string('c', 5_000);
        var csv = $"text,files,company\n{string.Concat(Enumerable.Repeat($"x,none.png,{company}\n", 250))}";

        var found = await domain.LookAsync(tenant, csv, ImportTarget.Draft);

        Assert.Equal((250, 200), (found.Findings.FaultyRows, found.Findings.Faults.Length));
        Assert.All(found.Findings.Faults.SelectMany(f => f.Args), word => Assert.InRange(word.Length, 1, 101));
    }

    [Fact]
    public async Task A_cell_of_very_many_names_is_one_fault()
    {
        var tenant = await domain.TenantAsync();
        var many = string.Concat(Enumerable.Repeat("a,", 5_000));

        var found = await domain.LookAsync(tenant, $"text,files,channels,tags\nx,\"{many}\",\"{many}\",\"{many}\"\n");

        Assert.Equal([("tags", "Content.TooManyTags"), ("files", "Content.TooManyMedia"), ("channels", "Publishing.ImportChannels")], found.Findings.Faults.Select(f => (f.Column, f.TextKey)));
    }

    [Theory]
    [InlineData("Long_Video", true)]
    [InlineData("thread", true)]
    [InlineData("Карусель", true)]
    [InlineData("3", false)]
    [InlineData("+3", false)]
    [InlineData("-1", false)]
    [InlineData("Image,Carousel", false)]
    [InlineData(",Image", false)]
    public async Task A_type_is_told_by_its_name_alone(string type, bool known)
    {
        var tenant = await domain.TenantAsync();

        var found = await domain.LookAsync(tenant, $"text,type\nx,\"{type}\"\n", ImportTarget.Draft);

        Assert.Equal(known ? [] : ["Publishing.ImportType"], found.Findings.Faults.Select(f => f.TextKey));
    }

    [Fact]
    public async Task Rows_whose_hour_the_clock_skips_or_shows_twice_are_told()
    {
        var tenant = await domain.TenantAsync(zoneId: "Europe/Berlin");

        var found = await domain.LookAsync(tenant, "text,channels,date,time\nSkipped,News,2027-03-28,02:30\nPlain,News,2027-06-01,02:30\nTwice,News,2027-10-31,02:30\n");

        Assert.True(found.MayComeIn);
        Assert.Equal([2, 4], found.Findings.Shifted);
        await domain.BringInAsync(tenant, found.Id);
        var after = await ImportDomain.ViewAsync(tenant, found.Id);
        Assert.Equal([2, 4], after.Findings.Shifted);
        Assert.Equal(["2027-03-28 01:30", "2027-06-01 00:30", "2027-10-31 00:30"], await tenant.DbAsync(async db => (await db.Publications.OrderBy(p => p.ScheduledAt).Select(p => p.ScheduledAt).ToListAsync())
            .Select(at => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture))));
    }

    [Fact]
    public async Task One_file_more_than_five_takes_the_place_of_the_oldest()
    {
        var tenant = await domain.TenantAsync();
        var colleague = await domain.LookAsync(tenant, "text\nHers\n", ImportTarget.Draft, role: MemberRole.Editor);
        var own = new List<ImportView>();
        for (var n = 0; n < 6; n++)
        {
            await domain.AdvanceAsync(TimeSpan.FromMinutes(1));
            own.Add(await domain.LookAsync(tenant, $"text\nOwn {n}\n", ImportTarget.Draft));
        }

        Assert.Equal(5, await tenant.DbAsync(db => db.PostImports.CountAsync(i => i.PersonId == tenant.Person(MemberRole.Owner) && i.File != null)));
        Assert.Equal((LongTaskState.Failed, "Publishing.ImportGone"), Of(await domain.BringInAsync(tenant, own[0].Id)));
        Assert.Equal(LongTaskState.Done, (await domain.BringInAsync(tenant, own[1].Id)).State);
        Assert.Equal(LongTaskState.Done, (await domain.BringInAsync(tenant, colleague.Id, MemberRole.Editor)).State);
        Assert.Equal(["Hers", "Own 1"], (await ImportDomain.PostsAsync(tenant)).Select(p => p.Text).Order());
    }

    private static (LongTaskState, string?) Of(LongTaskView work) => (work.State, work.Problem?.Key);
}
