using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.AutoDrafts;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Trends;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ContentFactory.Tests.Content.AutoDrafts;

/// <summary>The words in which tests speak about automatic drafts.</summary>
internal static class AutoDraftRig
{
    public const string News = "Владельцы обещают три сорта кофе из Эфиопии и Кении. По выходным бариста будут проводить бесплатные занятия для гостей. Первую сотню посетителей угостят десертом от шефа.";

    public static readonly AutoDraftEntry Daily = AutoDraftEntry.First with { IsOn = true, On = Enum.GetValues<DayOfWeek>(), LeastScore = 0 };

    public static async Task<Guid> TopicAsync(this TestTenant tenant, string name = "Кофе") =>
        (await tenant.AsAsync<TopicEditor, Result<Guid>>(MemberRole.Editor, e => e.AddAsync(new TopicEntry(name, "кофе", "ru", [tenant.CompanyId])))).Value;

    /// <param name="score">Today's.</param>
    public static Task<Guid> IdeaAsync(this TestTenant tenant, TestDomain domain, Guid topicId, string title, double score = 50, string text = News, string language = "ru") => tenant.DbAsync(async db =>
    {
        var now = domain.Clock.GetUtcNow();
        var id = Ids.New(now);
        var source = await db.TrendSources.FirstOrDefaultAsync() ?? db.TrendSources.Add(new TrendSource(tenant.Id, Ids.New(now), SourceKind.Feed, "Example News", $"https://news.test/{id:N}.rss", null, now)).Entity;
        db.TrendItems.Add(new TrendItem(tenant.Id, id, source.Id, topicId, $"https://news.test/{id:N}", title, now)
        {
            Url = $"https://news.test/{id:N}", Summary = "", Text = $"{title}. {text}", Language = language, Score = TrendScore.Stored(now, score / 100, 1),
        });
        await db.SaveChangesAsync();
        return id;
    });

    public static async Task PlanAsync(this TestTenant tenant, AutoDraftEntry entry)
    {
        var version = (await tenant.ViewAutoAsync()).Version;
        Assert.Null((await tenant.AsAsync<AutoDraftEditor, Result>(MemberRole.Owner, e => e.SaveAsync(tenant.CompanyId, entry, version))).Problem);
    }

    public static async Task<AutoDraftView> ViewAutoAsync(this TestTenant tenant) =>
        (await tenant.AsAsync<AutoDraftQueries, Result<AutoDraftView>>(MemberRole.Viewer, q => q.OneAsync(tenant.CompanyId))).Value;

    public static async Task<IReadOnlyList<(AutoDraftState State, string? Why)>> OutcomesAsync(this TestTenant tenant) => [.. (await tenant.ViewAutoAsync()).Runs.Select(r => (r.State, r.ReasonKey))];

    /// <summary>Another node on the same database.</summary>
    public static AutoDraftQueue Node(TestDomain domain)
    {
        var services = domain.Services;
        return new(services.GetRequiredService<SystemDb>(), services.GetRequiredService<Tenants>(), services.GetRequiredService<Changes>(), domain.Clock, NullLogger<AutoDraftQueue>.Instance);
    }

    public static async Task RunAsync(TestDomain domain)
    {
        while (await Node(domain).RunDueAsync(default) > 0)
            continue;
    }

    public static Task<List<Post>> PostsAsync(this TestTenant tenant) => tenant.DbAsync(db => db.Posts.AsNoTracking().OrderBy(p => p.Id).ToListAsync());
}
