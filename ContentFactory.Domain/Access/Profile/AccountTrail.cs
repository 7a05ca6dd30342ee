using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ContentFactory.Domain.Access;

/// <summary>Where the request of this scope comes from; null in scopes without one.</summary>
public sealed class Caller
{
    public Origin? Origin { get; set; }
}

/// <summary>What is done to an account: each change leaves a row in the audit log and a letter to its owner. No secret goes into either.</summary>
public sealed class AccountTrail(AccessDb db, Caller caller, LetterBox letters, Changes changes, TimeProvider clock)
{
    /// <summary>Added to what is saved next. The person is empty where an address has no account.</summary>
    internal void Note(Guid personId, string part, object? before, object? after)
    {
        var self = new Actor(personId, Guid.Empty, Role.Viewer);
        db.Audit(self, caller.Origin, Permission.OwnAccount, part, personId, before, after, clock.GetUtcNow());
    }

    internal Task SaveAsync(CancellationToken ct) => db.SaveChangesAsync(ct);

    /// <summary>The change, its row and its letter: all or none.</summary>
    /// <param name="change">False where somebody else was quicker.</param>
    internal async Task<Result> ChangeAsync(Person person, AccountChange what, Func<Task<bool>> change, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        try
        {
            if (!await change())
                return Problem.Conflict("Access.ChangedMeanwhile");
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return Problem.Conflict("Access.ChangedMeanwhile");
        }
        Note(person.Id, what.Part, what.Before, what.After);
        await letters.QueueAsync(person.Email!, person.Language, what.Letter, ct, [person.DisplayName, .. what.Words]);
        await transaction.CommitAsync(ct);
        changes.Notify(Guid.Empty, ChangeTopics.Letters);
        return Result.Done;
    }
}

/// <param name="Part">Of the account, as the audit log names it: "password", "passkey".</param>
/// <param name="Letter">Its name; its words are the person's name and <paramref name="Words"/>.</param>
internal sealed record AccountChange(string Part, object? Before, object? After, string Letter, params object[] Words);
