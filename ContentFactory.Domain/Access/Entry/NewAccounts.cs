using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ContentFactory.Domain.Access;

/// <summary>Makes the account of somebody whose code was right. An account that exists is never changed by this.</summary>
public sealed class NewAccounts(AccessDb db, Registration registration, TimeProvider clock)
{
    /// <summary>How long a proved address waits for name and password.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    public async Task<Result<Person>> CreateAsync(EntryTicket? ticket, string password, string name, string language, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (ticket is null || await db.EntryRequests.AsNoTracking().SingleOrDefaultAsync(r => r.Id == ticket.Id && r.Kind == EntryKind.Registration, ct) is not { ConfirmedAt: { } confirmed } request || confirmed + Patience <= now)
            return Problem.NotFound("Access.CodeElsewhere");
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.EntryRequests.Where(r => r.Id == request.Id && r.SpentAt == null).ExecuteUpdateAsync(s => s.SetProperty(r => r.SpentAt, now), ct) == 0)
            return Problem.Conflict("Access.CodeUsed");
        try
        {
            var made = await registration.RegisterAsync(new NewPerson(request.Address, password, name, language));
            if (made.Ok)
                await transaction.CommitAsync(ct);
            return made;
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return new Problem(ProblemKind.Conflict, null, "Access.EmailTaken");
        }
    }
}
