using System.Globalization;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Publishing.Evergreen;

/// <summary>A tenant with an evergreen category, in the words of the people who keep it. The clock stands at Friday, 20 November 2026, noon in Moscow.</summary>
internal sealed class EvergreenRig(PublishingDomain domain, TestTenant tenant, Guid channelId, Guid categoryId)
{
    public static readonly DayOfWeek[] EveryDay = Enum.GetValues<DayOfWeek>();

    private static readonly CancellationToken None = CancellationToken.None;

    public TestTenant Tenant => tenant;
    public Guid ChannelId => channelId;
    public Guid CategoryId => categoryId;

    public static async Task<EvergreenRig> StartAsync(PublishingDomain domain, string slug, int coolDown = 30, string zone = "Europe/Moscow", int dailyLimit = 1000)
    {
        var tenant = await domain.AddTenantAsync(slug, zone);
        var channel = await domain.AddChannelAsync(tenant, dailyLimit: dailyLimit);
        var category = await tenant.AsAsync<EvergreenEditor, Result<Guid>>(MemberRole.Approver, e => e.AddAsync(new(tenant.CompanyId, "Tips", coolDown), None));
        return new(domain, tenant, channel, category.Value);
    }

    public Task<Result> DoAsync(Func<EvergreenEditor, Task<Result>> verb) => tenant.AsAsync(MemberRole.Approver, verb);

    public async Task<Guid> SlotAsync(string time = "10:00", DayOfWeek[]? on = null, Guid? channel = null)
    {
        var made = await tenant.AsAsync<EvergreenEditor, Result<Guid>>(MemberRole.Approver, e => e.AddSlotAsync(categoryId, new(channel ?? channelId, on ?? EveryDay, TimeOnly.Parse(time, CultureInfo.InvariantCulture)), None));
        Assert.True(made.Ok, made.Problem?.TextKey);
        return made.Value;
    }

    /// <summary>Approved posts in the category, in this order.</summary>
    public async Task<Guid[]> PostsAsync(int count, DateOnly? until = null, int? mostTimes = null)
    {
        var posts = new List<Guid>();
        for (var n = 0; n < count; n++)
            posts.Add(await domain.AddPostAsync(tenant, $"Post {n}"));
        Assert.Equal(Result.Done, await DoAsync(e => e.AddPostsAsync(categoryId, posts, new(until, mostTimes), None)));
        return [.. posts];
    }

    public Task PlanAsync() => domain.Services.GetRequiredService<PlanningQueue>().KeepUpAsync(None);

    /// <summary>Lets time go by hour by hour, with everything that runs by itself.</summary>
    public async Task LiveAsync(TimeSpan time)
    {
        for (var step = TimeSpan.FromHours(1); time > TimeSpan.Zero; time -= step)
        {
            await PlanAsync();
            await domain.AdvanceAsync(step);
            await domain.Publisher.PublishDueAsync(None);
        }
    }

    /// <summary>What the slots planned: day and post, in order of time.</summary>
    public Task<List<(DateOnly Date, Guid Post, PublicationState State)>> PlannedAsync() => tenant.DbAsync(async db =>
        (await db.Publications.AsNoTracking().Where(p => p.EvergreenSlotId != null).OrderBy(p => p.EvergreenDate).ThenBy(p => p.ScheduledAt).ToListAsync())
            .Select(p => (p.EvergreenDate!.Value, p.PostId, p.State)).ToList());

    public Task<List<(DateOnly Date, PassReason Reason, int Resting)>> PassedAsync() => tenant.DbAsync(async db =>
        (await db.EvergreenPasses.AsNoTracking().OrderBy(p => p.Date).ToListAsync()).Select(p => (p.Date, p.Reason, p.Resting)).ToList());

    public async Task<EvergreenCategoryView> ViewAsync() =>
        (await tenant.AsAsync<EvergreenQueries, Result<EvergreenCategoryView>>(MemberRole.Viewer, q => q.OneAsync(categoryId, None))).Value;

    /// <summary>A publication that a person planned.</summary>
    public async Task<Guid> ScheduleAsync(Guid postId, DateOnly date, string time)
    {
        var planned = await TryScheduleAsync(postId, date, time);
        Assert.True(planned.Ok, planned.Problem?.TextKey);
        return planned.Value[0].PublicationId;
    }

    public Task<Result<IReadOnlyList<PlannedPublication>>> TryScheduleAsync(Guid postId, DateOnly date, string time) => tenant.AsAsync<PostSchedule, Result<IReadOnlyList<PlannedPublication>>>(
        MemberRole.Approver, s => s.ScheduleAsync(new(postId, [new(channelId, date, TimeOnly.Parse(time, CultureInfo.InvariantCulture))]), None));
}
