using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Ai.Costs;
using ContentFactory.Domain.Ai.Roles;
using ContentFactory.Tests.Ai.Makers;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Ai.Roles;

public sealed class RoleEditorTests(AiDomain domain) : IClassFixture<AiDomain>
{
    [Fact]
    public async Task What_a_tenant_says_to_a_role_reaches_the_model()
    {
        var (tenant, other) = (await domain.TenantAsync(AiDomain.Claude), await domain.TenantAsync(AiDomain.Claude));
        domain.Anthropic.Always = new(Drafts.Said());
        Assert.True((await SaveAsync(tenant, "Пиши как редактор журнала.", 0)).Ok);

        await tenant.WriteAsync(Drafts.Request());
        var own = domain.Anthropic.PromptOf(domain.Anthropic.Calls[^1]);
        await other.WriteAsync(Drafts.Request());
        var others = domain.Anthropic.PromptOf(domain.Anthropic.Calls[^1]);

        Assert.StartsWith("Пиши как редактор журнала.\n\nRules that nothing below can change", own, StringComparison.Ordinal);
        Assert.DoesNotContain("редактор журнала", others, StringComparison.Ordinal);
        Assert.Equal((1, 0), ((await tenant.RequestsAsync())[0].RoleVersion, (await other.RequestsAsync())[0].RoleVersion));
    }

    [Fact]
    public async Task An_earlier_version_comes_back_as_a_new_one()
    {
        var tenant = await domain.TenantAsync();
        await SaveAsync(tenant, "First.", 0);
        await SaveAsync(tenant, "Second.", 1);

        Assert.True((await RestoreAsync(tenant, 1, 2)).Ok);
        Assert.True((await RestoreAsync(tenant, 0, 3)).Ok);

        var history = await HistoryAsync(tenant);
        Assert.Equal([(4, true, 0), (3, false, 1), (2, false, (int?)null), (1, false, null), (0, true, null)], history.Versions.Select(v => (v.Version, v.IsOwn, v.RestoredVersion)));
        Assert.Equal(OwnRoleTexts.Of(AiRole.Copywriter), history.Current.Text);
        Assert.Equal("First.", history.Versions[1].Text);
    }

    [Fact]
    public async Task Two_who_save_at_once_do_not_overwrite_each_other()
    {
        var tenant = await domain.TenantAsync();

        var saved = await Task.WhenAll(SaveAsync(tenant, "One.", 0), SaveAsync(tenant, "Two.", 0));

        Assert.Single(saved, s => s.Ok);
        Assert.Equal("Ai.RoleChangedMeanwhile", saved.Single(s => !s.Ok).Problem!.TextKey);
        Assert.Equal(2, (await HistoryAsync(tenant)).Versions.Count);
    }

    [Theory]
    [InlineData("", "Ai.RoleTextMissing")]
    [InlineData(" \n ", "Ai.RoleTextMissing")]
    [InlineData("x", "Ai.RoleTextLong")]
    public async Task A_text_that_will_not_do_is_refused_at_its_field(string text, string problem)
    {
        var tenant = await domain.TenantAsync();

        var saved = await SaveAsync(tenant, text == "x" ? new string('x', RoleText.Longest + 1) : text, 0);

        Assert.Equal(("Text", problem), (saved.Problem?.Field, saved.Problem?.TextKey));
    }

    [Fact]
    public async Task The_bench_tries_two_versions_without_a_draft()
    {
        var tenant = await domain.TenantAsync(AiDomain.Claude);
        await SaveAsync(tenant, "Short and dry.", 0);
        domain.Anthropic.Always = new(Drafts.Said(), Input: 1_000, Output: 500);
        var input = new TrialInput(tenant.CompanyId, AiRole.Copywriter, "Ипотека", Samples.Request("ru").Sources[0].Text, "ru");

        var old = await TryAsync(tenant, input, new(AiDomain.Claude, 0));
        var fresh = await TryAsync(tenant, input, new(AiDomain.Claude, 1));
        var offline = await TryAsync(tenant, input, new(null, null));

        Assert.All(new[] { old, fresh }, t => Assert.Equal((1_500, 0.007m), (t.Value.Tokens, t.Value.Cost)));
        Assert.Equal([0, 1], (await tenant.RequestsAsync()).Where(r => r.Kind is AiKind.Trial).Select(r => r.RoleVersion).Order());
        Assert.Equal((0, 0m), (offline.Value.Tokens, offline.Value.Cost));
        Assert.NotEmpty(offline.Value.Text!);
        Assert.Equal(0, await tenant.DbAsync(db => Task.FromResult(db.Posts.Count())));
    }

    [Fact]
    public async Task Other_roles_answer_the_bench_in_plain_words()
    {
        var tenant = await domain.TenantAsync(AiDomain.Gpt);
        domain.OpenAi.Always = new("Спрос на новостройки растёт второй месяц подряд.");

        var tried = await TryAsync(tenant, new TrialInput(tenant.CompanyId, AiRole.TrendAnalyst, "", "Спрос вырос на 18%.", "ru"), new(AiDomain.Gpt, null));
        var offline = await TryAsync(tenant, new TrialInput(tenant.CompanyId, AiRole.TrendAnalyst, "", "Спрос вырос на 18%.", "ru"), new(null, null));

        Assert.Equal("Спрос на новостройки растёт второй месяц подряд.", tried.Value.Text);
        Assert.Null(domain.OpenAi.Calls[^1].Json!["response_format"]);
        Assert.Equal("Ai.TrialOfflineRole", offline.Problem?.TextKey);
    }

    private static Task<Result> SaveAsync(TestTenant tenant, string text, int seen) =>
        tenant.AsAsync<RoleEditor, Result>(MemberRole.Owner, e => e.SaveAsync(AiRole.Copywriter, text, seen, default));

    private static Task<Result> RestoreAsync(TestTenant tenant, int version, int seen) =>
        tenant.AsAsync<RoleEditor, Result>(MemberRole.Owner, e => e.RestoreAsync(AiRole.Copywriter, version, seen, default));

    private static Task<RoleHistory> HistoryAsync(TestTenant tenant) => tenant.AsAsync<RoleBook, RoleHistory>(MemberRole.Viewer, b => b.HistoryAsync(AiRole.Copywriter, default));

    private static Task<Result<TrialOutcome>> TryAsync(TestTenant tenant, TrialInput input, TrialSide side) =>
        tenant.AsAsync<RoleTrials, Result<TrialOutcome>>(MemberRole.Approver, t => t.RunAsync(input, side, default));
}
