using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Admin.Workers;

/// <summary>Letters and messages of the bot, which belong to no tenant: only what has certainly not left is due again.</summary>
public sealed class Outbox(Changes changes)
{
    // each statement asks for the state that it moves from, so whatever a worker did meanwhile stands; the claim takes nothing that is older than a day
    private const string Again = "set state = 'due', attempts = 0, due_at = app_now(), last_error = null where id = {0} and state = 'failed' and created_at > app_now() - interval '23 hours'";

    // a letter that was given up has lost its codes and links
    private const string LetterAgain = $"update letters {Again} and position('••••••' in subject || text) = 0";
    private const string MessageAgain = $"update bot_messages {Again}";
    private const string CancelMessage = "update bot_messages set state = 'failed', last_error = 'Cancelled' where id = {0} and state = 'due'";

    // whose braces are no places for values
    private static readonly string CancelLetter = $"update letters set {LetterQueue.Blanked.Replace("{6}", "{{6}}", StringComparison.Ordinal)}, state = 'failed', last_error = 'Cancelled' where id = {{0}} and state = 'due'";

    internal async Task<Result> AgainAsync(AccessDb rows, bool letter, Guid id, CancellationToken ct) =>
        await rows.Database.ExecuteSqlRawAsync(letter ? LetterAgain : MessageAgain, [id], ct) == 1 ? Result.Done : Problem.Conflict("Access.OutboxNotAgain");

    internal async Task<Result> CancelAsync(AccessDb rows, bool letter, Guid id, CancellationToken ct) =>
        await rows.Database.ExecuteSqlRawAsync(letter ? CancelLetter : CancelMessage, [id], ct) == 1 ? Result.Done : Problem.Conflict("Access.WorkNotCancelled");

    internal void Tell()
    {
        changes.Notify(Guid.Empty, ChangeTopics.Letters);
        changes.Notify(Guid.Empty, ChangeTopics.BotMessages);
    }
}
