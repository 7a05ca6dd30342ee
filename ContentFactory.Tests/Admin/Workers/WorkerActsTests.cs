using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Admin.Workers;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Admin;

/// <summary>What administrators may do to a row of a queue, and above all what not: nothing that may have left leaves again.</summary>
public sealed class WorkerActsTests(TestDomain domain) : IClassFixture<TestDomain>
{
    private static int tenants;

    [Fact]
    public async Task A_failed_publication_is_due_again_and_the_tenant_reads_why()
    {
        var (tenant, id) = await PublicationAsync("failed");

        Assert.Equal(("Reason", "Access.ReasonMissing"), (await AgainAsync(WorkQueue.Publishing, tenant.Id, id, " ")).Problem is { } p ? (p.Field, p.TextKey) : default);
        Assert.True((await AgainAsync(WorkQueue.Publishing, tenant.Id, id)).Ok);

        Assert.Equal("scheduled", await StateAsync("publications", id));
        var note = await tenant.DbAsync(db => db.AuditLog.SingleAsync(l => l.Action == Permission.DirectWorkers));
        Assert.Equal(("again", "Publishing", "because"), (Said(note, "Act"), Said(note, "Queue"), Said(note, "Reason")));
        Assert.Equal("Access.WorkNotAgain", (await AgainAsync(WorkQueue.Publishing, tenant.Id, id)).Problem?.TextKey);
    }

    [Theory]
    [InlineData(WorkQueue.Publishing, "Access.WorkGone")]
    [InlineData(WorkQueue.Settling, "Access.WorkNotAgain")]
    public async Task A_publication_that_may_be_out_is_never_sent_again(WorkQueue queue, string refusal)
    {
        var (tenant, id) = await PublicationAsync("unknown");

        Assert.Equal(refusal, (await AgainAsync(queue, tenant.Id, id)).Problem?.TextKey);
        Assert.Equal("Publishing.OnlyFailedAgain", (await tenant.RunAsync(new Actor(Guid.Empty, tenant.Id, Role.Admin), s => s.GetRequiredService<PostSchedule>().RetryAsync(id, default))).Problem?.TextKey);

        Assert.Equal("unknown", await StateAsync("publications", id));
        Assert.False(await tenant.DbAsync(db => db.AuditLog.AnyAsync(l => l.Action == Permission.DirectWorkers)));
    }

    [Fact]
    public async Task A_comment_that_may_be_there_is_never_written_again()
    {
        var (tenant, id) = await PublicationAsync("published", ", published_at, external_id", ", app_now(), 'x'");
        await RunSqlAsync($"""
            insert into first_comments (tenant_id, publication_id, words, state, asked_at, tries, looks, reason_args) values ('{tenant.Id}', '{id}', 'w', 'unknown', app_now(), 1, 0, array[]::text[])
            """);

        Assert.Equal("Access.WorkNotAgain", (await AgainAsync(WorkQueue.FirstComments, tenant.Id, id)).Problem?.TextKey);
        Assert.Equal("Publishing.OnlyFailedAgain", (await tenant.RunAsync(new Actor(Guid.Empty, tenant.Id, Role.Admin), s => s.GetRequiredService<FirstComments>().RetryAsync(id, default))).Problem?.TextKey);
    }

    [Fact]
    public async Task What_waits_is_cancelled_and_what_is_being_sent_is_not()
    {
        var (tenant, waiting) = await PublicationAsync("scheduled");
        var (other, held) = await PublicationAsync("leased", ", lease_until", ", app_now() + interval '1 minute'");

        Assert.True((await CancelAsync(WorkQueue.Publishing, tenant.Id, waiting)).Ok);
        Assert.Equal("Access.WorkNotCancelled", (await CancelAsync(WorkQueue.Publishing, other.Id, held)).Problem?.TextKey);

        Assert.Equal(("cancelled", "leased"), (await StateAsync("publications", waiting), await StateAsync("publications", held)));
    }

    [Fact]
    public async Task The_row_of_another_tenant_is_not_there()
    {
        var (_, id) = await PublicationAsync("failed");
        var (other, _) = await PublicationAsync("failed");

        Assert.Equal(ProblemKind.NotFound, (await AgainAsync(WorkQueue.Publishing, other.Id, id)).Problem?.Kind);
        Assert.Equal(ProblemKind.NotFound, (await AgainAsync(WorkQueue.Publishing, null, id)).Problem?.Kind);
    }

    [Fact]
    public async Task Long_work_that_waits_is_cancelled()
    {
        var tenant = await TenantAsync();
        await using var connection = await Sql.OpenAsync(domain.Database.ConnectionString("cf_system"));
        await new OverviewRows(connection, domain.Clock.GetUtcNow()).TaskAsync(tenant, TimeSpan.FromMinutes(2));
        var id = await tenant.DbAsync(db => db.LongTasks.Select(t => t.Id).SingleAsync());

        Assert.True((await CancelAsync(WorkQueue.LongWork, tenant.Id, id)).Ok);

        Assert.Equal("cancelled", await StateAsync("long_tasks", id));
        Assert.Equal("long_task", await tenant.DbAsync(db => db.AuditLog.Where(l => l.Action == Permission.DirectWorkers).Select(l => l.Entity).SingleAsync()));
    }

    [Theory]
    [InlineData("failed", "hello", "1 hour", null)]
    [InlineData("failed", "code ••••••", "1 hour", "Access.OutboxNotAgain")]
    [InlineData("failed", "hello", "30 hours", "Access.OutboxNotAgain")]
    [InlineData("unknown", "hello", "1 hour", "Access.WorkNotAgain")]
    [InlineData("sent", "hello", "1 hour", "Access.WorkGone")]
    public async Task Only_a_letter_that_never_left_goes_out_again(string state, string text, string ago, string? refusal)
    {
        var id = await LetterAsync(state, text, ago);

        Assert.Equal(refusal, (await AgainAsync(WorkQueue.Letters, null, id)).Problem?.TextKey);

        Assert.Equal(refusal is null ? "due" : state, await StateAsync("letters", id));
        Assert.Equal(refusal is null ? 1 : 0, await domain.OwnerSqlAsync<long>($"select count(*) from audit_log where action = 'direct_workers' and entity = 'letter' and entity_id = '{id}'"));
    }

    [Fact]
    public async Task A_cancelled_letter_keeps_no_code()
    {
        var id = await LetterAsync("due", "Code 123456, https://factory.test/x", "1 minute");

        Assert.True((await CancelAsync(WorkQueue.Letters, null, id)).Ok);

        Assert.Equal("failed", await StateAsync("letters", id));
        Assert.Equal("Code ••••••, ••••••", await domain.OwnerSqlAsync<string>($"select text from letters where id = '{id}'"));
    }

    [Theory]
    [InlineData(Role.Owner)]
    [InlineData(Role.Manager)]
    public async Task Only_administrators_direct_workers(Role role)
    {
        var (tenant, id) = await PublicationAsync("failed");
        await Assert.ThrowsAsync<NotPermittedException>(() => AgainAsync(WorkQueue.Publishing, tenant.Id, id, role: role));
        await Assert.ThrowsAsync<NotPermittedException>(() => CancelAsync(WorkQueue.Publishing, tenant.Id, id, role));
    }

    private Task<TestTenant> TenantAsync() => domain.AddTenantAsync($"acts-{Interlocked.Increment(ref tenants)}");

    private async Task<(TestTenant Tenant, Guid Id)> PublicationAsync(string state, string columns = "", string values = "")
    {
        var tenant = await TenantAsync();
        await using var connection = await Sql.OpenAsync(domain.Database.ConnectionString("cf_system"));
        var rows = new OverviewRows(connection, domain.Clock.GetUtcNow());
        await rows.PublicationAsync(tenant, await rows.ChannelAsync(tenant), state, TimeSpan.FromMinutes(30), columns, values);
        await Sql.RunAsync(connection, $"update posts set status = '{(state == "failed" ? "approved" : "scheduled")}', approved_version = version where tenant_id = '{tenant.Id}'");
        return (tenant, await tenant.DbAsync(db => db.Publications.Select(p => p.Id).SingleAsync()));
    }

    private async Task<Guid> LetterAsync(string state, string text, string ago)
    {
        var id = Ids.New(domain.Clock);
        await RunSqlAsync($"""
            insert into letters (id, to_address, culture, subject, text, state, attempts, due_at, created_at, sent_at)
            values ('{id}', 'a@b.test', 'en', 's', '{text}', '{state}', 3, app_now(), app_now() - interval '{ago}', {(state == "sent" ? "app_now()" : "null")})
            """);
        return id;
    }

    private async Task RunSqlAsync(string sql)
    {
        await using var connection = await Sql.OpenAsync(domain.Database.ConnectionString("cf_system"));
        await Sql.RunAsync(connection, sql);
    }

    private Task<string> StateAsync(string table, Guid id) => domain.OwnerSqlAsync<string>($"select state from {table} where id = '{id}'");

    private static string? Said(AuditEntry note, string name) => note.After!.RootElement.GetProperty(name).GetString();

    private Task<Result> AgainAsync(WorkQueue queue, Guid? tenantId, Guid id, string reason = "because", Role role = Role.Admin) => RunAsync(a => a.AgainAsync(queue, tenantId, id, reason, default), role);

    private Task<Result> CancelAsync(WorkQueue queue, Guid? tenantId, Guid id, Role role = Role.Admin) => RunAsync(a => a.CancelAsync(queue, tenantId, id, "because", default), role);

    private Task<Result> RunAsync(Func<WorkerActs, Task<Result>> act, Role role) =>
        domain.Services.GetRequiredService<Tenants>().RunAsync(Guid.Empty, new Actor(Ids.New(domain.Clock), Guid.Empty, role), s => act(s.GetRequiredService<WorkerActs>()));
}
