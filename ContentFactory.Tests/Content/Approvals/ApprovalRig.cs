using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.Approvals;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Content.Approvals;

/// <summary>The words in which tests speak about links and those who hold them.</summary>
internal static class ApprovalRig
{
    private static int networks;

    /// <summary>A post that waits for a decision.</summary>
    public static async Task<PostView> WaitingAsync(this TestTenant tenant, string text = "Read me")
    {
        var post = await tenant.NewAsync(text);
        Assert.True((await tenant.ReadyAsync(post)).Ok);
        return await tenant.ViewAsync(post.Id);
    }

    public static Task RequireAsync(this TestTenant tenant, short approvals) => tenant.DbAsync(async db =>
    {
        db.Companies.Single().RequireApprovals(approvals);
        return await db.SaveChangesAsync();
    });

    public static Task<Result<IssuedApprovalLink>> LinkAsync(this TestTenant tenant, PostView post, string recipient = "Anna", int days = 7, MemberRole role = MemberRole.Approver, string? note = null) =>
        tenant.AsAsync<ApprovalLinks, Result<IssuedApprovalLink>>(role, l => l.CreateAsync(post.Id, post.Version, new(recipient, days, note)));

    /// <summary>Somebody who holds a new link, at an address of the network that nobody else has.</summary>
    public static async Task<ApprovalVisit> VisitAsync(this TestTenant tenant, PostView post, string recipient = "Anna", int days = 7, MemberRole role = MemberRole.Approver) =>
        At((await tenant.LinkAsync(post, recipient, days, role)).Value.Address);

    public static ApprovalVisit At(string address) => new(address.Split('/')[^1], $"10.1.0.{Interlocked.Increment(ref networks)}", new Origin("10.9.8.7", "Guest's browser"));

    public static ApprovalDoor Door(this TestDomain domain) => domain.Services.GetRequiredService<ApprovalDoor>();

    public static Task<IReadOnlyList<ApprovalLinkRow>> LinksAsync(this TestTenant tenant, PostView post) =>
        tenant.AsAsync<ApprovalLinks, IReadOnlyList<ApprovalLinkRow>>(MemberRole.Approver, l => l.OfPostAsync(post.Id));
}
