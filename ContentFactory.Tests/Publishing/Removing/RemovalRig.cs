using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Publishing.Removing;

/// <summary>A network that deletes posts, and one post on it.</summary>
public sealed class RemovalDomain : PublishingDomain
{
    internal static readonly CancellationToken None = CancellationToken.None;

    internal Remover Remover => Services.GetRequiredService<Remover>();

    public override async Task InitializeAsync()
    {
        Platform.Deletes = true;
        await base.InitializeAsync();
    }

    /// <summary>A tenant with one post that is out.</summary>
    internal async Task<RemovalRig> PublishAsync(string slug)
    {
        var tenant = await AddTenantAsync(slug);
        var channel = await AddChannelAsync(tenant);
        Platform.Answer(tenant, "News", new(PublishKind.Published, $"{slug}-1", $"https://t.example/{slug}", [$"{slug}-1", $"{slug}-2"]));
        var id = await AddDueAsync(tenant, channel);
        await Publisher.PublishDueAsync(None);
        Assert.Equal(PublicationState.Published, (await PublicationAsync(tenant, id)).State);
        return new(this, tenant, channel, id);
    }
}

internal sealed record RemovalRig(RemovalDomain Domain, TestTenant Tenant, Guid ChannelId, Guid Id)
{
    public const string Notice = "Publishing.Notice_RemovalRefused";

    public string Account => $"News@{Tenant.Slug}";

    public int Calls => Domain.Platform.Deleted.Count(d => d.Account == Account);

    public void Answers(DeleteOutcome outcome) => Domain.Platform.Deleting[Account] = _ => Task.FromResult(outcome);

    public Task<Result> AskAsync(MemberRole role = MemberRole.Approver) => Tenant.AsAsync<PublicationRemovals, Result>(role, r => r.RemoveAsync(Id, RemovalDomain.None));

    public Task<int> RunAsync() => Domain.Remover.RemoveDueAsync(RemovalDomain.None);

    public Task<Publication> PublicationAsync() => Domain.PublicationAsync(Tenant, Id);

    public Task<PublicationRemoval?> RowAsync() => Tenant.DbAsync(db => db.PublicationRemovals.AsNoTracking().SingleOrDefaultAsync(r => r.PublicationId == Id));

    public async Task<(PublicationState, RemovalState?)> StandAsync() => ((await PublicationAsync()).State, (await RowAsync())?.State);

    public Task<List<Guid>> ToldAsync() => Tenant.DbAsync(db => db.Notifications.Where(n => n.TextKey == Notice && n.Link == $"publications/{Id}" && n.ReadAt == null).Select(n => n.PersonId).ToListAsync());

    public async Task<PublicationDetail> DetailAsync() => (await Tenant.AsAsync<PublicationQueries, PublicationDetail?>(MemberRole.Viewer, q => q.FindAsync(Id, RemovalDomain.None)))!;
}
