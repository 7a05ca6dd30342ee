using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.Discussion;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Tests.Content.Discussion;

/// <summary>The team's talk about a post. The people of a test tenant are called by their roles.</summary>
public sealed class PostCommentsTests(TestDomain domain) : IClassFixture<TestDomain>
{
    [Fact]
    public async Task A_mention_tells_those_who_are_called_and_nobody_else()
    {
        var (tenant, post) = await PostAsync();
        Assert.True((await AddAsync(tenant, post, "@Approver, and @editor myself: is @viewer or mail@owner asked?")).Ok);
        var notice = await tenant.DbAsync(db => db.Notifications.AsNoTracking().SingleAsync(n => n.TextKey == "Content.Notice_Mentioned"));
        Assert.Equal((tenant.Person(MemberRole.Approver), $"content/{post.Id}", "editor"), (notice.PersonId, notice.Link, notice.Args[0]));
        var row = Assert.Single(await ReadAsync(tenant, post));
        Assert.Equal(("editor", true, "approver,editor"), (row.AuthorName, row.IsMine, string.Join(',', row.Mentioned.Order())));
        Assert.False(Assert.Single(await ReadAsync(tenant, post, MemberRole.Owner)).IsMine);
    }

    [Fact]
    public async Task An_edit_calls_only_who_was_not_called_before()
    {
        var (tenant, post) = await PostAsync();
        await AddAsync(tenant, post, "@approver look");
        await tenant.DbAsync(db => db.Notifications.ExecuteUpdateAsync(n => n.SetProperty(r => r.ReadAt, domain.Clock.GetUtcNow())));
        var id = Assert.Single(await ReadAsync(tenant, post)).Id!.Value;
        Assert.True((await tenant.AsAsync<PostComments, Result>(MemberRole.Editor, c => c.EditAsync(id, "@approver and @owner look"))).Ok);
        Assert.Equal([tenant.Person(MemberRole.Owner)], await tenant.DbAsync(db => db.Notifications.Where(n => n.ReadAt == null).Select(n => n.PersonId).ToListAsync()));
        Assert.NotNull(Assert.Single(await ReadAsync(tenant, post)).EditedAt);
    }

    [Theory]
    [InlineData("@Anna Orlova, hello", "Anna Orlova")]
    [InlineData("@anna: hello", "Anna")]
    [InlineData("@Annabel", "")]
    [InlineData("me@Anna", "")]
    [InlineData("(@Anna and @Anna Orlova)", "Anna,Anna Orlova")]
    public void The_longest_name_that_fits_is_called(string text, string called)
    {
        TeamMate[] team = [.. new[] { "Anna", "Anna Orlova", " " }.Select(name => new TeamMate(Ids.New(domain.Clock), name))];
        Assert.Equal(called, string.Join(',', Mentions.In(text, team).Select(m => m.Name).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Empty_and_endless_words_are_refused_at_the_field()
    {
        var (tenant, post) = await PostAsync();
        Assert.Equal(("Words", "Content.CommentEmpty"), Fault(await AddAsync(tenant, post, " \n ")));
        Assert.Equal(("Words", "Content.TooLong"), Fault(await AddAsync(tenant, post, new string('a', 4001))));
        Assert.Empty(await ReadAsync(tenant, post));
    }

    [Fact]
    public async Task Only_the_author_changes_and_deletes()
    {
        var (tenant, post) = await PostAsync();
        await AddAsync(tenant, post, "mine");
        var id = Assert.Single(await ReadAsync(tenant, post)).Id!.Value;
        Assert.Equal("Content.CommentGone", (await tenant.AsAsync<PostComments, Result>(MemberRole.Owner, c => c.EditAsync(id, "yours"))).Problem?.TextKey);
        Assert.Equal("Content.CommentGone", (await tenant.AsAsync<PostComments, Result>(MemberRole.Owner, c => c.DeleteAsync(id))).Problem?.TextKey);
        Assert.True((await tenant.AsAsync<PostComments, Result>(MemberRole.Editor, c => c.DeleteAsync(id))).Ok);
        Assert.Empty(await ReadAsync(tenant, post));
        Assert.Equal("", await tenant.DbAsync(db => db.PostComments.Select(c => c.Text).SingleAsync()));
    }

    [Fact]
    public async Task Everybody_in_the_talk_settles_and_reopens()
    {
        var (tenant, post) = await PostAsync();
        await AddAsync(tenant, post, "what of the price?");
        var id = Assert.Single(await ReadAsync(tenant, post)).Id!.Value;
        Assert.True((await tenant.AsAsync<PostComments, Result>(MemberRole.Approver, c => c.ResolveAsync(id, true))).Ok);
        Assert.Equal("approver", Assert.Single(await ReadAsync(tenant, post)).ResolvedBy);
        Assert.True((await tenant.AsAsync<PostComments, Result>(MemberRole.Editor, c => c.ResolveAsync(id, false))).Ok);
        Assert.Null(Assert.Single(await ReadAsync(tenant, post)).ResolvedAt);
    }

    [Fact]
    public async Task The_reason_of_a_return_stands_in_the_same_stream()
    {
        var (tenant, post) = await PostAsync();
        await AddAsync(tenant, post, "first");
        await tenant.ReadyAsync(post);
        await tenant.AsAsync<PostApproval, Result>(MemberRole.Approver, a => a.RejectAsync(post.Id, "Too long"));
        Assert.Contains((await ReadAsync(tenant, post)), r => r is { Id: null, Text: "Too long", AuthorName: "approver", IsMine: false });
    }

    [Fact]
    public async Task Viewers_and_other_tenants_neither_read_nor_write()
    {
        var (tenant, post) = await PostAsync();
        await AddAsync(tenant, post, "secret");
        var id = Assert.Single(await ReadAsync(tenant, post)).Id!.Value;
        await Assert.ThrowsAsync<NotPermittedException>(() => ReadAsync(tenant, post, MemberRole.Viewer));
        await Assert.ThrowsAsync<NotPermittedException>(() => AddAsync(tenant, post, "x", MemberRole.Viewer));
        var other = await PostRig.TenantAsync(domain);
        Assert.Equal(ProblemKind.NotFound, (await AddAsync(other, post, "x")).Problem?.Kind);
        Assert.Equal(ProblemKind.NotFound, (await other.AsAsync<PostComments, Result>(MemberRole.Owner, c => c.ResolveAsync(id, true))).Problem?.Kind);
        Assert.Empty(await ReadAsync(other, post));
    }

    private async Task<(TestTenant Tenant, PostView Post)> PostAsync()
    {
        var tenant = await PostRig.TenantAsync(domain);
        return (tenant, await tenant.NewAsync("text"));
    }

    private static Task<Result> AddAsync(TestTenant tenant, PostView post, string text, MemberRole role = MemberRole.Editor) => tenant.AsAsync<PostComments, Result>(role, c => c.AddAsync(post.Id, text));

    private static Task<IReadOnlyList<CommentRow>> ReadAsync(TestTenant tenant, PostView post, MemberRole role = MemberRole.Editor) =>
        tenant.AsAsync<PostComments, IReadOnlyList<CommentRow>>(role, c => c.OfPostAsync(post.Id));

    private static (string?, string?) Fault(Result answer) => (answer.Problem?.Field, answer.Problem?.TextKey);
}
