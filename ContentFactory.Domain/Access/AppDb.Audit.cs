using ContentFactory.Domain.Access;

namespace ContentFactory.Domain;

public sealed partial class AppDb
{
    /// <summary>Adds a row to the audit log, saved with the change itself. Values are plain records without secrets.</summary>
    public void Audit(Permission action, string entity, Guid? entityId, object? before, object? after, DateTimeOffset now)
    {
        var actor = Actor ?? throw new InvalidOperationException("This context has no actor: open it with Db.OpenAsync.");
        AuditLog.Add(new AuditEntry(Ids.New(now), actor, action, entity, entityId, AuditJson.Of(before), AuditJson.Of(after), now)
        {
            Address = Origin?.Address,
            UserAgent = Origin?.UserAgent is { Length: > 300 } agent ? agent[..300] : Origin?.UserAgent,
        });
    }
}
