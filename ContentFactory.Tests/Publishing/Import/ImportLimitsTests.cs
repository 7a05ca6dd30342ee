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
}
