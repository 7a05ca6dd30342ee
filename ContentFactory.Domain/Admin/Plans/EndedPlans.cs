using ContentFactory.Domain.Data;
using Npgsql;

namespace ContentFactory.Domain.Admin.Plans;

/// <summary>Ends plans whose last day is over. Without one the limits of the smallest hold; nothing is taken away.</summary>
internal sealed class EndedPlans(SystemDb system, Changes changes)
{
    // a trial goes on: its owner has not chosen yet
    private const string End = """
        update subscriptions set status = 'expired'
        where status = 'active' and source <> 'stripe' and ends_at <= app_now()
        returning tenant_id
        """;

    public async Task EndAsync(CancellationToken ct)
    {
        var ended = new List<Guid>();
        await using (var connection = await system.OpenAsync(ct))
        await using (var command = new NpgsqlCommand(End, connection))
        await using (var rows = await command.ExecuteReaderAsync(ct))
            while (await rows.ReadAsync(ct))
                ended.Add(rows.GetGuid(0));
        foreach (var tenant in ended)
            changes.Notify(tenant, ChangeTopics.Settings);
        if (ended.Count > 0)
            changes.Notify(Guid.Empty, ChangeTopics.Plans);
    }
}
