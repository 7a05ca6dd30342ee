using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Lists;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Access;

public sealed record MemberFilter(MemberRole? Role = null, ListQuery? List = null);

/// <param name="LastSeenAt">When the person signed in last, in whatever tenant.</param>
/// <param name="Deactivated">The account was closed by an administrator; the place stays.</param>
public sealed record MemberRow(Guid Id, Guid PersonId, string Name, string Email, MemberRole Role, DateTimeOffset JoinedAt, DateTimeOffset? LastSeenAt, bool Deactivated);

/// <summary>Who belongs to the tenant.</summary>
public sealed class MemberQueries(Db db, Actor actor)
{
    public async Task<ListPage<MemberRow>> ListAsync(MemberFilter filter, CancellationToken ct)
    {
        actor.Demand(Permission.ViewMembers);
        await using var rows = await db.OpenAsync(ct);
        return await Filtered(rows, filter).PageAsync(filter.List ?? ListQuery.First, Sorting(rows), Row(rows), ct);
    }

    /// <summary>Every member of the filter up to <paramref name="most"/>, in the order of the list: for a file, not for a page.</summary>
    public IAsyncEnumerable<MemberRow> EveryAsync(MemberFilter filter, int most, CancellationToken ct)
    {
        actor.Demand(Permission.ViewMembers);
        return ReadAsync(filter, most, ct);
    }

    public async Task<MemberRoom> RoomAsync(CancellationToken ct)
    {
        actor.Demand(Permission.ViewMembers);
        await using var rows = await db.OpenAsync(ct);
        return await MemberRoom.ReadAsync(rows, ct);
    }

    private async IAsyncEnumerable<MemberRow> ReadAsync(MemberFilter filter, int most, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        await foreach (var row in Filtered(rows, filter).Stream(filter.List ?? ListQuery.First, Sorting(rows), Row(rows), most).WithCancellation(ct))
            yield return row;
    }

    private static IQueryable<Member> Filtered(AppDb rows, MemberFilter filter)
    {
        var members = rows.Members.AsNoTracking();
        if (filter.Role is { } role)
            members = members.Where(m => m.Role == role);
        if (string.IsNullOrWhiteSpace(filter.List?.Search))
            return members;
        var pattern = LikePattern.Of(filter.List.Search);
        return members.Where(m => rows.People.Any(p => p.Id == m.PersonId
            && (EF.Functions.ILike(p.DisplayName, pattern, LikePattern.Escape) || EF.Functions.ILike(p.Email!, pattern, LikePattern.Escape))));
    }

    private static Sorting<Member> Sorting(AppDb rows) => new Sorting<Member>(m => m.Id)
        .By("name", m => rows.People.Where(p => p.Id == m.PersonId).Select(p => p.DisplayName).FirstOrDefault())
        .By("joined", m => m.JoinedAt)
        .By("seen", m => rows.People.Where(p => p.Id == m.PersonId).Select(p => p.LastSignInAt).FirstOrDefault());

    private static Expression<Func<Member, MemberRow>> Row(AppDb rows) => m => new MemberRow(
        m.Id, m.PersonId,
        rows.People.Where(p => p.Id == m.PersonId).Select(p => p.DisplayName).FirstOrDefault() ?? "",
        rows.People.Where(p => p.Id == m.PersonId).Select(p => p.Email).FirstOrDefault() ?? "",
        m.Role, m.JoinedAt,
        rows.People.Where(p => p.Id == m.PersonId).Select(p => p.LastSignInAt).FirstOrDefault(),
        rows.People.Any(p => p.Id == m.PersonId && p.DeactivatedAt != null));
}
