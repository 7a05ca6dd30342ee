using System.Net;
using System.Text.RegularExpressions;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Content;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Publishing.Feeds;

/// <summary>The calendar as files, over HTTP.</summary>
public sealed class CalendarFileTests(CalendarFileTests.World world) : IClassFixture<CalendarFileTests.World>
{
    [Fact]
    public async Task A_feed_is_a_calendar_that_anybody_with_the_address_reads()
    {
        using var client = world.Application.Client();
        var link = (await world.Tenant.AsAsync<CalendarFeeds, Result<IssuedFeed>>(MemberRole.Viewer, f => f.RenewAsync(default))).Value.Link;

        using var answer = await client.GetAsync(new Uri(link).AbsolutePath);
        var lines = (await answer.Content.ReadAsStringAsync()).Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n");

        Assert.Equal((HttpStatusCode.OK, "text/calendar", "no-referrer"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, answer.Headers.GetValues("Referrer-Policy").Single()));
        Assert.Equal(("BEGIN:VCALENDAR", "VERSION:2.0", "END:VCALENDAR", ""), (lines[0], lines[1], lines[^2], lines[^1]));
        Assert.Equal((2, 2), (lines.Count(l => l == "BEGIN:VEVENT"), lines.Count(l => l == "END:VEVENT")));
        Assert.Contains(lines, l => l == @"SUMMARY:Tea\, coffee\; and more");
        Assert.Contains(lines, l => Regex.IsMatch(l, "^UID:[0-9a-f-]{36}@[a-z0-9.-]+$"));
        foreach (var name in new[] { "DTSTAMP", "DTSTART", "LAST-MODIFIED" })
            Assert.Equal(2, lines.Count(l => Regex.IsMatch(l, $"^{name}:[0-9]{{8}}T[0-9]{{6}}Z$")));
    }

    [Fact]
    public async Task A_move_keeps_the_name_of_an_event_and_raises_its_sequence()
    {
        var before = await EventAsync();
        await using (var connection = await Sql.OpenAsync(world.Application.Database.ConnectionString("cf_system")))
            await Sql.RunAsync(connection, "update publications set updated_at = created_at + interval '1 hour' where id = $1", world.First);
        var after = await EventAsync();

        Assert.Equal(before.Uid, after.Uid);
        Assert.True(after.Sequence > before.Sequence);
    }

    [Fact]
    public async Task The_file_holds_what_the_filters_show()
    {
        using var client = await world.Application.SignInAsync(world.Tenant, MemberRole.Viewer);
        var day = world.Day.ToString("yyyy-MM-dd", null);

        var one = await client.GetStringAsync($"/t/diary/calendar/file.ics?from={day}&until={day}");
        var none = await client.GetStringAsync($"/t/diary/calendar/file.ics?from={day}&until={day}&status=failed");
        using var sheet = await client.GetAsync($"/t/diary/export/publications?format=csv&from={day}&until={day}");

        Assert.Equal((1, 0), (Regex.Count(one, "BEGIN:VEVENT"), Regex.Count(none, "BEGIN:VEVENT")));
        Assert.Equal(2, (await sheet.Content.ReadAsStringAsync()).TrimEnd().Split("\r\n").Length);
    }

    [Fact]
    public async Task A_wrong_address_says_nothing()
    {
        using var client = world.Application.Client();
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/calendar/feed/{new string('C', 43)}.ics")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/calendar/feed/x.ics")).StatusCode);
    }

    private async Task<(string Uid, long Sequence)> EventAsync()
    {
        using var client = await world.Application.SignInAsync(world.Tenant, MemberRole.Viewer);
        var text = await client.GetStringAsync("/t/diary/calendar/file.ics");
        var one = text.Split("BEGIN:VEVENT").Single(e => e.Contains($"{world.First}", StringComparison.Ordinal));
        return (Regex.Match(one, "UID:(.*)\r").Groups[1].Value, long.Parse(Regex.Match(one, "SEQUENCE:(\\d+)").Groups[1].Value, null));
    }

    public sealed class World : IAsyncLifetime
    {
        internal TestApplication Application { get; private set; } = null!;
        internal TestTenant Tenant { get; private set; } = null!;
        internal Guid First { get; private set; }
        internal DateOnly Day { get; } = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(3);

        public async Task InitializeAsync()
        {
            Application = await TestApplication.StartAsync(new(Settings: new Dictionary<string, string?> { ["Sandbox:BaseUrl"] = null }));
            Tenant = await Application.AddTenantAsync("diary");
            var channel = (await Tenant.AsAsync<SandboxChannels, Result<ConnectedChannel>>(MemberRole.Owner, s => s.ConnectAsync(Tenant.CompanyId, default))).Value.ChannelId;
            First = await PlanAsync(channel, "Tea, coffee; and more", Day);
            await PlanAsync(channel, "Another", Day.AddDays(2));
        }

        public async Task DisposeAsync() => await Application.DisposeAsync();

        private async Task<Guid> PlanAsync(Guid channel, string text, DateOnly day)
        {
            var post = (await Tenant.AsAsync<PostEditor, Result<Guid>>(MemberRole.Editor, e => e.CreateAsync(new NewPost(Tenant.CompanyId, Content: new(text, text, []))))).Value;
            Assert.True((await Tenant.ReadyAsync(await Tenant.ViewAsync(post))).Ok && (await Tenant.ApproveAsync(post, (await Tenant.ViewAsync(post)).Version)).Ok);
            var planned = await Tenant.AsAsync<PostSchedule, Result<IReadOnlyList<PlannedPublication>>>(MemberRole.Approver, s => s.ScheduleAsync(new(post, [new(channel, day, new(10, 0))]), default));
            return Assert.Single(planned.Value).PublicationId;
        }
    }
}
