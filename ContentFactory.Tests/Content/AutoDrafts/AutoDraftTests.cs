using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.AutoDrafts;
using ContentFactory.Domain.Content.Templates;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Tests.Content.AutoDrafts;

/// <summary>The clock stands at 12:00 of Moscow, a Friday.</summary>
public sealed class AutoDraftTests : IAsyncLifetime
{
    private readonly TestDomain domain = new();

    public Task InitializeAsync() => domain.InitializeAsync();

    public Task DisposeAsync() => domain.DisposeAsync();

    [Fact]
    public async Task The_best_new_idea_becomes_a_draft_that_waits_for_approval()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var topic = await tenant.TopicAsync();
        await tenant.IdeaAsync(domain, topic, "Чай подешевел", 20);
        var best = await tenant.IdeaAsync(domain, topic, "Новая кофейня открылась в центре", 80);
        await tenant.PlanAsync(AutoDraftRig.Daily with { Times = [new TimeOnly(12, 30)] });

        await AutoDraftRig.RunAsync(domain);
        Assert.Empty(await tenant.PostsAsync());
        await domain.AdvanceAsync(TimeSpan.FromMinutes(31));
        await AutoDraftRig.RunAsync(domain);

        var post = Assert.Single(await tenant.PostsAsync());
        Assert.Equal((PostStatus.Ready, tenant.CompanyId, Guid.Empty), (post.Status, post.CompanyId, post.AuthorId));
        Assert.Equal([best], (await tenant.ViewAsync(post.Id)).Sources.Select(s => s.TrendItemId));
        Assert.Equal([(AutoDraftState.Drafted, null)], await tenant.OutcomesAsync());
        Assert.Equal(1, await tenant.DbAsync(db => db.Notifications.CountAsync(n => n.PersonId == tenant.Person(MemberRole.Approver))));
    }

    [Fact]
    public async Task A_company_without_approvals_has_its_drafts_approved_by_the_rule()
    {
        var tenant = await PostRig.TenantAsync(domain);
        await tenant.IdeaAsync(domain, await tenant.TopicAsync(), "Новая кофейня открылась");
        await tenant.DbAsync(async db =>
        {
            db.Companies.Single().RequireApprovals(0);
            return await db.SaveChangesAsync();
        });
        await tenant.PlanAsync(AutoDraftRig.Daily with { Times = [new TimeOnly(12, 30)] });
        await domain.AdvanceAsync(TimeSpan.FromHours(1));

        await AutoDraftRig.RunAsync(domain);

        Assert.Equal(PostStatus.Approved, Assert.Single(await tenant.PostsAsync()).Status);
        Assert.Equal(1, await tenant.AuditedAsync(Permission.ApprovePosts));
    }

    [Fact]
    public async Task Without_ideas_the_run_says_why()
    {
        var tenant = await PostRig.TenantAsync(domain);
        await tenant.PlanAsync(AutoDraftRig.Daily with { PerDay = 4, Times = [new(12, 10), new(12, 20), new(12, 30), new(12, 40)], LeastScore = 60 });
        await domain.AdvanceAsync(TimeSpan.FromMinutes(11));
        await AutoDraftRig.RunAsync(domain);
        var topic = await tenant.TopicAsync();
        await domain.AdvanceAsync(TimeSpan.FromMinutes(10));
        await AutoDraftRig.RunAsync(domain);
        await tenant.IdeaAsync(domain, topic, "Новая кофейня открылась", 40);
        await domain.AdvanceAsync(TimeSpan.FromMinutes(10));
        await AutoDraftRig.RunAsync(domain);
        await tenant.IdeaAsync(domain, topic, "?", 90, text: "!");
        await domain.AdvanceAsync(TimeSpan.FromMinutes(10));
        await AutoDraftRig.RunAsync(domain);

        Assert.Equal(
            [(AutoDraftState.Empty, "Content.AutoUseless"), (AutoDraftState.Empty, "Content.AutoBelow"), (AutoDraftState.Empty, "Content.AutoNothingNew"), (AutoDraftState.Empty, "Content.AutoNoTopics")],
            await tenant.OutcomesAsync());
        Assert.Empty(await tenant.PostsAsync());
    }

    [Fact]
    public async Task Only_ideas_of_the_chosen_topics_and_language_count()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var (coffee, tea) = (await tenant.TopicAsync(), await tenant.TopicAsync("Чай"));
        await tenant.IdeaAsync(domain, tea, "Новый чай привезли в город", 90);
        await tenant.IdeaAsync(domain, coffee, "A new coffee shop opens downtown", 80, "The owners promise three kinds of beans. On weekends the baristas will hold free classes.", "en");
        var wanted = await tenant.IdeaAsync(domain, coffee, "Новая кофейня открылась", 40);
        await tenant.PlanAsync(AutoDraftRig.Daily with { Times = [new TimeOnly(12, 30)], TopicIds = [coffee], Language = "ru" });
        await domain.AdvanceAsync(TimeSpan.FromHours(1));

        await AutoDraftRig.RunAsync(domain);

        Assert.Equal([wanted], (await tenant.ViewAsync(Assert.Single(await tenant.PostsAsync()).Id)).Sources.Select(s => s.TrendItemId));
    }

    [Fact]
    public async Task A_story_that_was_told_is_not_told_again_by_a_late_teller()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var topic = await tenant.TopicAsync();
        var told = new List<Guid>();
        for (var n = 0; n < 3; n++)
            told.Add(await tenant.IdeaAsync(domain, topic, $"Новая кофейня открылась в центре, рассказ {n}", 60 - n));
        await domain.OwnerSqlAsync<int>($"with changed as (update trend_items set cluster_id = '{told[0]}' where tenant_id = '{tenant.Id}' returning 1) select count(*)::int from changed");
        await tenant.PlanAsync(AutoDraftRig.Daily with { PerDay = 2, Times = [new(12, 30), new(13, 30)] });
        await domain.AdvanceAsync(TimeSpan.FromMinutes(40));
        await AutoDraftRig.RunAsync(domain);
        var late = await tenant.IdeaAsync(domain, topic, "Ещё один рассказ о новой кофейне в центре", 90);
        await domain.OwnerSqlAsync<int>($"with changed as (update trend_items set cluster_id = '{told[0]}' where id = '{late}' returning 1) select count(*)::int from changed");

        await domain.AdvanceAsync(TimeSpan.FromHours(1));
        await AutoDraftRig.RunAsync(domain);

        Assert.Equal(told.Order(), (await tenant.ViewAsync(Assert.Single(await tenant.PostsAsync()).Id)).Sources.Select(s => s.TrendItemId).Order());
        Assert.Equal([(AutoDraftState.Empty, "Content.AutoNothingNew"), (AutoDraftState.Drafted, null)], await tenant.OutcomesAsync());
    }

    [Theory]
    [InlineData("tenants", "id")]
    [InlineData("companies", "tenant_id")]
    public async Task The_plan_of_a_suspended_tenant_or_company_keeps_no_node_awake(string table, string key)
    {
        var tenant = await PostRig.TenantAsync(domain);
        await tenant.PlanAsync(AutoDraftRig.Daily with { Times = [new TimeOnly(12, 30)] });
        Assert.NotNull(await AutoDraftRig.Node(domain).NextDueAsync(default));

        await domain.OwnerSqlAsync<int>($"with changed as (update {table} set status = 'suspended' where {key} = '{tenant.Id}' returning 1) select count(*)::int from changed");

        Assert.Null(await AutoDraftRig.Node(domain).NextDueAsync(default));
    }

    [Fact]
    public async Task Missed_times_are_left_out_and_said()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var topic = await tenant.TopicAsync();
        await tenant.PlanAsync(AutoDraftRig.Daily with { PerDay = 2, Times = [new(8, 0), new(20, 0)] });
        // from Friday noon to Sunday 10:00: Friday 20:00, Saturday 8:00 and 20:00 are too old, Sunday 8:00 is not
        await domain.AdvanceAsync(TimeSpan.FromHours(46));
        await tenant.IdeaAsync(domain, topic, "Новая кофейня открылась");

        await AutoDraftRig.RunAsync(domain);

        Assert.Equal(
            [(AutoDraftState.Drafted, null), (AutoDraftState.Skipped, "Content.AutoLate"), (AutoDraftState.Skipped, "Content.AutoLate"), (AutoDraftState.Skipped, "Content.AutoLate")],
            await tenant.OutcomesAsync());
        Assert.Single(await tenant.PostsAsync());
    }

    [Fact]
    public async Task Switching_on_and_changing_times_catches_nothing_up()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var topic = await tenant.TopicAsync();
        await tenant.IdeaAsync(domain, topic, "Новая кофейня открылась");
        await tenant.IdeaAsync(domain, topic, "Ещё одна кофейня открылась");
        await tenant.PlanAsync(AutoDraftRig.Daily with { Times = [new TimeOnly(11, 0)] });
        await AutoDraftRig.RunAsync(domain);
        Assert.Empty(await tenant.OutcomesAsync());

        await tenant.PlanAsync(AutoDraftRig.Daily with { Times = [new TimeOnly(12, 30)] });
        await domain.AdvanceAsync(TimeSpan.FromHours(1));
        await AutoDraftRig.RunAsync(domain);
        // the draft of today is made: another time makes no second one
        await tenant.PlanAsync(AutoDraftRig.Daily with { Times = [new TimeOnly(13, 30)] });
        await domain.AdvanceAsync(TimeSpan.FromHours(1));
        await AutoDraftRig.RunAsync(domain);
        Assert.Single(await tenant.PostsAsync());

        await tenant.PlanAsync(AutoDraftRig.Daily with { IsOn = false });
        await domain.AdvanceAsync(TimeSpan.FromDays(2));
        await AutoDraftRig.RunAsync(domain);
        Assert.Single(await tenant.OutcomesAsync());
    }

    [Fact]
    public async Task A_template_with_its_values_gives_the_draft_its_form()
    {
        var tenant = await PostRig.TenantAsync(domain);
        await tenant.IdeaAsync(domain, await tenant.TopicAsync(), "Новая кофейня открылась");
        var template = (await tenant.AsAsync<TemplateEditor, Result<Guid>>(MemberRole.Editor, e => e.AddAsync(new(
            null, "Форма", "", TemplateCategory.Tip, PostType.TextPost, [], "ru", TemplateFormat.Single, "{{hook}}\n\n{{place}}", [new("place", "Место", VariableKind.Line, true, "")], "", [])))).Value;
        var plan = AutoDraftRig.Daily with { Times = [new TimeOnly(12, 30)], TemplateId = template };

        var refused = await tenant.AsAsync<AutoDraftEditor, Result>(MemberRole.Owner, e => e.SaveAsync(tenant.CompanyId, plan, null));
        Assert.Equal(("Values.place", "Content.ValueMissing"), (refused.Problem?.Field, refused.Problem?.TextKey));
        await tenant.PlanAsync(plan with { TemplateValues = new Dictionary<string, string> { ["place"] = "Садовая, 12" } });
        await tenant.AsAsync<TemplateEditor, Result>(MemberRole.Editor, e => e.RemoveAsync(template));
        await domain.AdvanceAsync(TimeSpan.FromHours(1));
        await AutoDraftRig.RunAsync(domain);

        Assert.Equal([(AutoDraftState.Failed, "Content.TemplateGone")], await tenant.OutcomesAsync());
    }

    [Theory]
    [InlineData("PerDay")]
    [InlineData("Times")]
    [InlineData("On")]
    [InlineData("LeastScore")]
    [InlineData("TopicIds")]
    [InlineData("Platforms")]
    [InlineData("TemplateId")]
    public async Task A_wrong_value_is_refused_at_its_field(string field)
    {
        var tenant = await PostRig.TenantAsync(domain);
        var wrong = field switch
        {
            "PerDay" => AutoDraftRig.Daily with { PerDay = 11 },
            "Times" => AutoDraftRig.Daily with { PerDay = 3, Times = [new(9, 0), new(10, 0)] },
            "On" => AutoDraftRig.Daily with { On = [] },
            "LeastScore" => AutoDraftRig.Daily with { LeastScore = 101 },
            "TopicIds" => AutoDraftRig.Daily with { TopicIds = [tenant.Id] },
            "Platforms" => AutoDraftRig.Daily with { Platforms = ["myspace"] },
            _ => AutoDraftRig.Daily with { TemplateId = tenant.Id },
        };

        Assert.Equal(field, (await tenant.AsAsync<AutoDraftEditor, Result>(MemberRole.Owner, e => e.SaveAsync(tenant.CompanyId, wrong, null))).Problem?.Field);
        await Assert.ThrowsAsync<NotPermittedException>(() => tenant.AsAsync<AutoDraftEditor, Result>(MemberRole.Editor, e => e.SaveAsync(tenant.CompanyId, wrong, null)));
    }
}
