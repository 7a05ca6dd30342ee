using System.Globalization;
using System.Text;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.LongWork;
using ContentFactory.Domain.Publishing;
using ContentFactory.Domain.Publishing.Import;
using ContentFactory.Tests.Support;
using ContentFactory.Tests.Trends.ByHand;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Tests.Publishing.Import;

public sealed class PostImportTests(ImportDomain domain) : IClassFixture<ImportDomain>
{
    private string Tomorrow => Day(1);

    [Fact]
    public async Task A_good_file_is_shown_first_and_comes_in_whole()
    {
        var tenant = await domain.TenantAsync();
        var found = await domain.LookAsync(tenant, $"title,text,hashtags,tags,channels,date,time\nOne,First text,#a b,\"spring, sale\",News,{Tomorrow},09:30\nTwo,Second text,,,,,\n");

        Assert.Equal((2, 1, 0, true), (found.Posts, found.Planned, found.Findings.FaultyRows, found.MayComeIn));
        Assert.Empty(await ImportDomain.PostsAsync(tenant));

        Assert.Equal(LongTaskState.Done, (await domain.BringInAsync(tenant, found.Id)).State);
        var posts = await ImportDomain.PostsAsync(tenant);
        Assert.Equal([("One", PostStatus.Scheduled), ("Two", PostStatus.Approved)], posts.Select(p => (p.Title, p.Status)));
        Assert.Equal(["a", "b"], posts[0].Hashtags);
        Assert.Equal(["spring", "sale"], posts[0].Tags);
        Assert.All(posts, p => Assert.Equal(tenant.Person(MemberRole.Owner), p.AuthorId));
        var planned = await tenant.DbAsync(db => db.Publications.AsNoTracking().SingleAsync());
        Assert.Equal((posts[0].Id, $"{Tomorrow} 09:30"), (planned.PostId, PlannedTime.Of(planned.ScheduledAt, "Europe/Moscow").ToDateTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task One_faulty_row_keeps_the_whole_file_out()
    {
        var tenant = await domain.TenantAsync();
        var found = await domain.LookAsync(tenant, $"title,text,type,channels,date,time,link,files\nGood,Text,,News,{Tomorrow},10:00,,\n,,poster,Radio,31.02.2027,25:00,ftp://x,none.png\nLate,Text,,News,{Day(-1)},10:00,,\nWhere,Text,,,{Tomorrow},11:00,,\nWhen,Text,,News,,,,\n");

        Assert.Equal(
            [(3, "type", "Publishing.ImportType"), (3, "link", "Content.LinkInvalid"), (3, "date", "Publishing.ImportDate"), (3, "time", "Publishing.ImportTime"), (3, "files", "Publishing.ImportFile"), (3, "channels", "Publishing.ImportChannel"),
             (4, "date", "Publishing.TimeInPast"), (5, "channels", "Publishing.ImportNoChannel"), (6, "date", "Publishing.ImportNoDate")],
            found.Findings.Faults.Select(f => (f.Row, f.Column, f.TextKey)));
        Assert.Equal((4, false), (found.Findings.FaultyRows, found.MayComeIn));
        Assert.Equal("Publishing.ImportNotGood", (await tenant.AsAsync<PostImports, Result>(MemberRole.Owner, i => i.BringInAsync(found.Id, "en-US"))).Problem?.TextKey);
        Assert.Empty(await ImportDomain.PostsAsync(tenant));
    }

    [Fact]
    public async Task Rules_of_channels_hold_between_the_rows_of_a_file()
    {
        var tenant = await domain.TenantAsync();
        await PublishingDomain.SetAsync(tenant, tenant.CompanyId, SettingCatalogue.MinGapHours, 3);

        var found = await domain.LookAsync(tenant, $"text,channels,date,time\nOne,News,{Tomorrow},09:00\nTwo,News,{Tomorrow},10:00\nThree,News,{Tomorrow},12:00\n");

        Assert.Equal([(3, "date", "Publishing.TooClose")], found.Findings.Faults.Select(f => (f.Row, f.Column, f.TextKey)));
    }

    [Fact]
    public async Task What_changed_since_the_look_keeps_the_file_out_with_the_reason()
    {
        var tenant = await domain.TenantAsync();
        var found = await domain.LookAsync(tenant, $"text,channels,date,time\nOne,News,{Tomorrow},09:00\nTwo,,,\n");
        await tenant.DbAsync(db => db.Channels.ExecuteUpdateAsync(set => set.SetProperty(c => c.Status, ContentFactory.Domain.Channels.ChannelStatus.Paused)));

        await domain.BringInAsync(tenant, found.Id);

        var after = await ImportDomain.ViewAsync(tenant, found.Id);
        Assert.Equal((ImportState.Checked, 1), (after.State, after.Findings.FaultyRows));
        Assert.Equal("Publishing.ChannelNotReady", after.Findings.Faults[0].TextKey);
        Assert.Empty(await ImportDomain.PostsAsync(tenant));
    }

    [Fact]
    public async Task The_same_file_twice_brings_its_posts_once()
    {
        var tenant = await domain.TenantAsync();
        const string Csv = "title,text\nOne,Text\nTwo,Other\nOne,Text\n";
        var first = await domain.LookAsync(tenant, Csv, ImportTarget.Draft);
        Assert.Equal((2, 4), (first.Posts, Assert.Single(first.Findings.Repeated)));
        await domain.BringInAsync(tenant, first.Id);

        var again = await domain.LookAsync(tenant, Csv, ImportTarget.Draft);
        Assert.Equal((0, false), (again.Posts, again.MayComeIn));
        Assert.Equal([2, 3, 4], again.Findings.Repeated);
        Assert.Equal(3, (await domain.LookAsync(tenant, Csv, ImportTarget.Draft, repeats: true)).Posts);
    }

    [Fact]
    public async Task Bringing_a_file_in_again_after_it_came_in_changes_nothing()
    {
        var tenant = await domain.TenantAsync();
        var found = await domain.LookAsync(tenant, "text\nOne\nTwo\n", ImportTarget.Draft);
        // two nodes, of which one was thought dead
        Assert.True((await tenant.AsAsync<PostImports, Result>(MemberRole.Owner, i => i.BringInAsync(found.Id, "en-US"))).Ok);
        Assert.True((await tenant.AsAsync<PostImports, Result>(MemberRole.Owner, i => i.BringInAsync(found.Id, "en-US"))).Ok);
        await domain.WorkAsync(tenant, MemberRole.Owner);
        await domain.WorkAsync(tenant, MemberRole.Owner);

        Assert.Equal(2, (await ImportDomain.PostsAsync(tenant)).Count);
    }

    [Fact]
    public async Task An_import_that_is_cut_short_leaves_nothing_and_begins_again()
    {
        var tenant = await domain.TenantAsync();
        var found = await domain.LookAsync(tenant, "text\n" + string.Concat(Enumerable.Range(0, 300).Select(n => $"Text {n}\n")), ImportTarget.Draft);
        Assert.True((await tenant.AsAsync<PostImports, Result>(MemberRole.Owner, i => i.BringInAsync(found.Id, "en-US"))).Ok);
        using var stop = new CancellationTokenSource();
        var cut = domain.WorkAsync(tenant, MemberRole.Owner, stop.Token);
        await stop.CancelAsync();

        var first = await cut;
        Assert.True(first.State is LongTaskState.Queued && (await ImportDomain.PostsAsync(tenant)).Count == 0 || first.State is LongTaskState.Done);
        if (first.State is LongTaskState.Queued)
            Assert.Equal(LongTaskState.Done, (await domain.WorkAsync(tenant, MemberRole.Owner)).State);
        Assert.Equal(300, (await ImportDomain.PostsAsync(tenant)).Count);
    }

    [Theory]
    [InlineData(1, ImportTarget.Ready, MemberRole.Editor, "Publishing.ImportNotApproved")]
    [InlineData(1, ImportTarget.Approved, MemberRole.Owner, null)]
    [InlineData(2, ImportTarget.Approved, MemberRole.Owner, "Publishing.ImportNotApproved")]
    [InlineData(0, ImportTarget.Ready, MemberRole.Owner, null)]
    [InlineData(0, ImportTarget.Draft, MemberRole.Owner, "Publishing.ImportDraftPlanned")]
    public async Task A_row_with_a_date_needs_the_approval_that_its_company_asks_for(int approvals, ImportTarget target, MemberRole role, string? fault)
    {
        var tenant = await domain.TenantAsync(approvals);

        var found = await domain.LookAsync(tenant, $"text,channels,date,time\nOne,News,{Tomorrow},09:00\n", target, role: role);

        Assert.Equal(fault, found.Findings.Faults.SingleOrDefault()?.TextKey);
    }

    [Fact]
    public async Task Posts_that_wait_for_approval_are_told_of_once()
    {
        var tenant = await domain.TenantAsync(approvals: 1);
        var found = await domain.LookAsync(tenant, "text\nOne\nTwo\nThree\n", ImportTarget.Ready, role: MemberRole.Editor);
        await domain.BringInAsync(tenant, found.Id, MemberRole.Editor);

        Assert.All(await ImportDomain.PostsAsync(tenant), p => Assert.Equal(PostStatus.Ready, p.Status));
        var notices = await tenant.DbAsync(db => db.Notifications.AsNoTracking().Where(n => n.PersonId == tenant.Person(MemberRole.Owner)).ToListAsync());
        Assert.Equal(("Publishing.Notice_Imported", "3"), (Assert.Single(notices).TextKey, notices[0].Args[0]));
    }

    [Fact]
    public async Task Whoever_may_not_approve_cannot_import_as_approved()
    {
        var tenant = await domain.TenantAsync();

        await Assert.ThrowsAsync<NotPermittedException>(() => ImportDomain.AddAsync(tenant, "text\nx"u8.ToArray(), role: MemberRole.Editor));
        await Assert.ThrowsAsync<NotPermittedException>(() => ImportDomain.AddAsync(tenant, "text\nx"u8.ToArray(), ImportTarget.Draft, role: MemberRole.Viewer));
        var own = await domain.LookAsync(tenant, "text\nx\n", ImportTarget.Draft);
        Assert.Equal("Publishing.ImportGone", (await tenant.AsAsync<PostImports, Result<ImportView>>(MemberRole.Editor, i => i.OneAsync(own.Id))).Problem?.TextKey);
    }

    [Fact]
    public async Task A_right_that_was_lost_in_between_stops_the_import()
    {
        var tenant = await domain.TenantAsync();
        var found = await domain.LookAsync(tenant, "text\nx\n", ImportTarget.Approved, role: MemberRole.Approver);
        Assert.True((await tenant.AsAsync<PostImports, Result>(MemberRole.Approver, i => i.BringInAsync(found.Id, "en-US"))).Ok);
        await domain.OwnerSqlAsync<int>($"with gone as (update members set role = 'editor' where tenant_id = '{tenant.Id}' and person_id = '{tenant.Person(MemberRole.Approver)}' returning 1) select count(*)::int from gone");

        Assert.Equal(LongTaskState.Failed, (await domain.WorkAsync(tenant, MemberRole.Owner)).State);
        Assert.Empty(await ImportDomain.PostsAsync(tenant));
    }

    [Fact]
    public async Task Old_encodings_and_cells_made_one_are_understood()
    {
        var tenant = await domain.TenantAsync();
        var old = CodePagesEncodingProvider.Instance.GetEncoding(1251)!.GetBytes($"заголовок;текст;канал;дата\r\nПо-старому;Скидка до конца недели;@News;{Tomorrow} 9:05\r\n");
        Assert.Equal((1, 1, 0), Of(await domain.LookAsync(tenant, old)));

        var book = SmallWorkbook.Joined("C2:C3", ["text", "channels", "date", "time"], ["One", "News", Tomorrow, "09:00"], ["Two", "News", "", "10:00"], ["Three", "News", Day(2), "10:00"]);
        Assert.Equal((3, 3, 0), Of(await domain.LookAsync(tenant, book)));
    }

    [Fact]
    public async Task Files_that_are_none_are_refused_at_once()
    {
        var tenant = await domain.TenantAsync();

        Assert.Equal(("File", "Publishing.ImportSize"), await RefusalAsync(tenant, []));
        Assert.Equal(("File", "Publishing.ImportHeadings"), await RefusalAsync(tenant, "one,two\n1,2\n"u8.ToArray()));
        Assert.Equal(("File", "Trends.SheetBroken"), await RefusalAsync(tenant, [1, 0, 2, 0, 3]));
        Assert.Equal(("File", "Trends.SheetBroken"), await RefusalAsync(tenant, SmallWorkbook.Bomb()));
        Assert.Equal(("File", "Publishing.ImportRows"), await RefusalAsync(tenant, Encoding.UTF8.GetBytes("text\n" + string.Concat(Enumerable.Repeat("x\n", PostImports.MostRows + 1)))));
    }

    private static async Task<(string?, string?)> RefusalAsync(TestTenant tenant, byte[] file)
    {
        var refused = (await ImportDomain.AddAsync(tenant, file)).Problem;
        return (refused?.Field, refused?.TextKey);
    }

    private static (int, int, int) Of(ImportView found) => (found.Posts, found.Planned, found.Findings.FaultyRows);

    private string Day(int ahead) => DateOnly.FromDateTime(domain.Clock.GetUtcNow().UtcDateTime).AddDays(ahead).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
