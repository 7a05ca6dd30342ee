using System.Text.Json;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.LongWork;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Media.Making;

/// <summary>What the kinds of making share: whether a person has cancelled, and the way of a finished file into the library.</summary>
public sealed class MakingDesk(Db db, MediaIntake intake, MakingFolders folders)
{
    /// <summary>Puts a finished file into the library, once: done again, it finds the first one by the name, which no other order has.</summary>
    internal async Task<Result<Guid>> KeepAsync(string file, string name, Guid companyId, string madeBy, CancellationToken ct)
    {
        await using (var rows = await db.OpenAsync(ct))
        {
            var before = await rows.MediaItems.Where(m => m.FileName == name && m.MadeBy == madeBy).Select(m => (Guid?)m.Id).FirstOrDefaultAsync(ct);
            if (before is { } id)
                return id;
        }
        return await intake.AddMadeAsync(file, name, companyId, madeBy, ct);
    }

    /// <summary>
    /// Runs the work in the order's folder. Files stay only where the work may go on from them: after a stop of the node, not when it ended
    /// and not when a person cancelled it.
    /// </summary>
    internal async Task<Result<LongOutcome>> InFolderAsync(string kind, Guid orderId, Func<string, Task<Result<LongOutcome>>> work)
    {
        var goesOn = false;
        try
        {
            return await work(folders.Open(orderId));
        }
        catch (OperationCanceledException)
        {
            goesOn = !await IsCancelledAsync(kind, orderId);
            throw;
        }
        finally
        {
            if (!goesOn)
                folders.Drop(orderId);
        }
    }

    private async Task<bool> IsCancelledAsync(string kind, Guid orderId)
    {
        var order = JsonSerializer.Serialize(new { Id = orderId });
        await using var rows = await db.OpenAsync(CancellationToken.None);
        return await rows.LongTasks.AnyAsync(t => t.Kind == kind && EF.Functions.JsonContains(t.Input, order) && t.CancelRequestedAt != null && t.State == LongTaskState.Running);
    }
}
