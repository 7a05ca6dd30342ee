using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.LongWork;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Media.Makers;

/// <summary>Takes orders for pictures, voices and videos. They are made as long work, which says how far it is and can be cancelled.</summary>
public sealed class MediaOrders(Db db, Actor actor, LongTasks tasks, MakerShelf shelf)
{
    /// <summary>The id of the long work.</summary>
    public async Task<Result<Guid>> PlaceAsync(MadeKind kind, MediaOrder order, CancellationToken ct = default)
    {
        actor.Demand(Permission.UploadMedia);
        if (shelf.Find(kind, order.Maker) is not { Facts: var maker })
            return Problem.Conflict("Media.Maker_Absent", order.Maker);
        order = order with { Text = PlainText.Clean(order.Text).Trim(), PersonId = actor.PersonId == Guid.Empty ? null : actor.PersonId };
        if (order.Text.Length == 0)
            return Problem.Invalid(nameof(order.Text), "Media.Maker_TextMissing");
        if (order.Text.Length > maker.MostCharacters)
            return Problem.Invalid(nameof(order.Text), "Media.Maker_TextTooLong", maker.Name, maker.MostCharacters, order.Text.Length);
        if (maker.Shapes.Count > 0 && !maker.Shapes.Contains(order.Shape))
            return Problem.Invalid(nameof(order.Shape), "Media.Maker_Shape", maker.Name);
        await using (var rows = await db.OpenAsync(ct))
        {
            if (order.CompanyId is { } company && !await rows.Companies.AnyAsync(c => c.Id == company, ct))
                return Problem.NotFound("Media.CompanyGone");
            if (order.PostId is { } post && !await rows.Posts.AnyAsync(p => p.Id == post, ct))
                return Problem.NotFound("Media.PostGone");
        }
        return await tasks.StartAsync(WorkOf(kind), order, order.CompanyId, ct);
    }

    internal static string WorkOf(MadeKind kind) => kind switch { MadeKind.Image => ImageRun.Work, MadeKind.Voice => VoiceRun.Work, MadeKind.Video => VideoRun.Work };
}
