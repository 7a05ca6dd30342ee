namespace ContentFactory.Domain.Admin.Workers;

/// <summary>
/// The rows of each queue, by the conditions under which its own workers take them. The counts of the console are counts of these rows, so
/// that a number never differs from the list behind it. What is read over all tenants is read by the indexes of the queues or tenant by tenant.
/// </summary>
internal static class WorkSql
{
    /// <summary>What failed longer ago nobody tries again from here.</summary>
    private const string Fresh = "(select app_now()) - interval '7 days'";

    private const string At = "(select app_now())";

    private const string OpenTenants = "(select id from tenants where status = 'active')";

    private const string Failed = $"""
        from tenants t cross join lateral (
            select x.id, x.channel_id, x.scheduled_at, x.updated_at, x.attempts_used, x.reason_key, x.reason_args, x.last_code from publications x
            where x.tenant_id = t.id and x.state = 'failed' and x.scheduled_at > {Fresh}) p
        """;

    private static readonly string Publishing = string.Join(" union all ",
        $"""
        select {Row("p.tenant_id", "p.id", "waiting", "p.due_at", "p.attempts_used", "p.reason_key", "p.reason_args", "c.platform", place: "'publications/' || p.id")}
        from publications p
        join tenants t on t.id = p.tenant_id and t.status = 'active' and t.publishing_stopped_at is null
        join channels c on c.tenant_id = p.tenant_id and c.id = p.channel_id and c.status in ('active', 'warming_up')
        where p.state = 'scheduled' and p.due_at <= app_now()
        """,
        $"""
        select {Row("p.tenant_id", "p.id", "under_way", "p.updated_at", "p.attempts_used", null, null, "c.platform", place: "'publications/' || p.id")}
        from publications p join channels c on c.tenant_id = p.tenant_id and c.id = p.channel_id where p.lease_until is not null
        """,
        $"""
        select {Row("t.id", "p.id", "failed", "p.updated_at", "p.attempts_used", "coalesce(p.reason_key, p.last_code)", "p.reason_args", "c.platform", place: "'publications/' || p.id")}
        {Failed} join channels c on c.tenant_id = t.id and c.id = p.channel_id
        """);

    private static readonly string Settling = $"""
        select {Row("p.tenant_id", "p.id", "case when p.next_look_at <= @now or (p.next_look_at is null and p.looks = 0) then 'waiting' when p.next_look_at is not null then 'later' else 'unknown' end",
            "p.updated_at", "p.looks", "coalesce(p.reason_key, p.last_code)", "p.reason_args", "c.platform", place: "'publications/' || p.id")}
        from publications p join channels c on c.tenant_id = p.tenant_id and c.id = p.channel_id where p.state = 'unknown' and p.tenant_id in {OpenTenants}
        """;

    private static readonly string Following = $"""
        select {Row("p.tenant_id", "p.id", "case when p.next_look_at <= @now then 'waiting' else 'later' end", "p.updated_at", "p.looks", null, null, "c.platform", place: "'publications/' || p.id")}
        from publications p join channels c on c.tenant_id = p.tenant_id and c.id = p.channel_id where p.state = 'accepted' and p.tenant_id in {OpenTenants}
        """;

    private static readonly string Removals = $"""
        select {Row("r.tenant_id", "r.publication_id", "case when r.state = 'refused' then 'failed' when r.next_try_at <= @now then 'waiting' else 'later' end",
            "coalesce(r.ended_at, r.asked_at)", "r.tries", "r.reason_key", "r.reason_args", "c.platform", place: "'publications/' || r.publication_id")}
        from publication_removals r
        join publications p on p.tenant_id = r.tenant_id and p.id = r.publication_id
        join channels c on c.tenant_id = p.tenant_id and c.id = p.channel_id
        where (r.state = 'waiting' and r.tenant_id in {OpenTenants}) or (r.state = 'refused' and r.ended_at > {Fresh})
        """;

    private static readonly string FirstComments = $"""
        select {Row("f.tenant_id", "f.publication_id", "case f.state when 'refused' then 'failed' when 'unknown' then 'unknown' when 'sending' then 'under_way' else case when f.next_try_at <= @now then 'waiting' else 'later' end end",
            "coalesce(f.ended_at, f.called_at, f.asked_at)", "f.tries", "f.reason_key", "f.reason_args", "c.platform", place: "'publications/' || f.publication_id")}
        from first_comments f
        join publications p on p.tenant_id = f.tenant_id and p.id = f.publication_id
        join channels c on c.tenant_id = p.tenant_id and c.id = p.channel_id
        where f.state <> 'sent' and (f.state <> 'refused' or f.ended_at > {Fresh})
        """;

    private static readonly string Numbers = $"""
        select {Row("p.tenant_id", "p.id", "waiting", "p.next_metrics_at", "0", null, null, "c.platform", place: "'publications/' || p.id")}
        from publications p join channels c on c.tenant_id = p.tenant_id and c.id = p.channel_id
        where p.next_metrics_at <= app_now() and p.state = 'published' and p.external_id is not null and p.tenant_id in {OpenTenants}
        """;

    private static readonly string LongWork = $"""
        select {Row("w.tenant_id", "w.id", "case w.state when 'queued' then 'waiting' when 'running' then 'under_way' else 'failed' end",
            "coalesce(w.finished_at, w.started_at, w.created_at)", "w.tries", "w.problem_key", "w.problem_args", "w.kind", node: "w.lease_owner")}
        from long_tasks w where w.state in ('queued', 'running') or (w.state = 'failed' and w.finished_at > {Fresh})
        """;

    private static readonly string Letters = Outbox("letters", "l.culture");

    private static readonly string BotMessages = Outbox("bot_messages", "'telegram'");

    private static readonly string Tokens = $"""
        select {Row("r.tenant_id", "r.id", "case r.state when 'asking' then 'under_way' when 'unknown' then 'unknown' else 'failed' end", "r.started_at", "0", "r.code", null, "c.platform", "r.node", "'channels/' || r.channel_id")}
        from channels c cross join lateral (
            select x.* from token_refreshes x where x.tenant_id = c.tenant_id and x.channel_id = c.id order by x.started_at desc limit 1) r
        where r.state in ('asking', 'unknown', 'refused', 'unavailable') and c.status <> 'disconnected' and c.token_valid_until is not null
        """;

    private static readonly string Checks = $"""
        select {Row("c.tenant_id", "c.id", "waiting", "c.next_check_at", "c.error_count", "c.last_error", null, "c.platform", place: "'channels/' || c.id")}
        from channels c where c.next_check_at <= app_now() and c.status in ('active', 'warming_up', 'paused') and c.tenant_id in {OpenTenants}
        """;

    private static readonly string Sources = $"""
        select {Row("s.tenant_id", "s.id", "case when s.lease_until > @now then 'under_way' when s.next_check_at <= @now then 'waiting' else 'failed' end",
            "case when s.state = 'failing' and s.next_check_at > @now then coalesce(s.failing_since, s.next_check_at) else s.next_check_at end", "s.fail_count", "s.last_error", "s.last_error_args", "s.kind", place: "'ideas/sources'")}
        from trend_sources s
        where s.state <> 'paused' and s.kind not in ('tiktok', 'manual') and s.tenant_id in {OpenTenants}
          and (s.next_check_at <= {At} or s.lease_until > {At} or s.state = 'failing')
        """;

    private static readonly string Previews = $"""
        select {Row("m.tenant_id", "m.id", "case when m.preview_due_at <= @now then 'waiting' else 'later' end", "m.preview_due_at", "m.preview_tries", null, null, "m.kind", place: "'content/media'")}
        from media_items m where m.preview_due_at is not null and m.tenant_id in {OpenTenants}
        """;

    private static readonly string[] All =
        [.. new[] { Publishing, Settling, Following, Removals, FirstComments, Numbers, LongWork, Letters, BotMessages, Tokens, Checks, Sources, Previews }.Select(s => s.Replace("@now", At, StringComparison.Ordinal))];

    /// <summary>Each queue in each state that has rows.</summary>
    public static string Counts { get; } = string.Join(" union all ", Enum.GetValues<WorkQueue>().Select(q => $"""
        select '{q}' as "Queue", w."State", count(*)::int as "Count", min(w."Since") as "Oldest" from ({Rows(q)}) w group by w."State"
        """));

    /// <summary>What was finished in the last hour, where the rows say when.</summary>
    public static string LastHour { get; } = string.Join(" union all ", new[]
    {
        Done(WorkQueue.Publishing, "tenants t cross join lateral (select 1 from publications x where x.tenant_id = t.id and x.published_at > @hour) p"),
        Done(WorkQueue.Removals, "publication_removals where ended_at > @hour and state = 'done'"),
        Done(WorkQueue.FirstComments, "first_comments where ended_at > @hour and state = 'sent'"),
        Done(WorkQueue.LongWork, "long_tasks where finished_at > @hour and state = 'done'"),
        Done(WorkQueue.Letters, "letters where created_at > @hour - interval '24 hours' and sent_at > @hour"),
        Done(WorkQueue.BotMessages, "bot_messages where sent_at > @hour"),
        Done(WorkQueue.Tokens, "channels c cross join lateral (select 1 from token_refreshes x where x.tenant_id = c.tenant_id and x.channel_id = c.id and x.started_at > @hour and x.state = 'renewed') r"),
        Done(WorkQueue.Checks, "channels where last_checked_at > @hour"),
        Done(WorkQueue.Sources, "trend_sources where last_checked_at > @hour"),
    });

    /// <summary>The rows of one queue with their tenants.</summary>
    public static string Named(WorkQueue queue) => $"""select w.*, t.name as "Tenant", t.slug as "Slug" from ({Rows(queue)}) w left join tenants t on t.id = w."TenantId" """;

    /// <summary>"under_way" is UnderWay.</summary>
    public static WorkState StateOf(string word) => Enum.Parse<WorkState>(word.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);

    private static string Rows(WorkQueue queue) => All[(int)queue];

    private static string Done(WorkQueue queue, string from) =>
        $"select '{queue}' as \"Queue\", count(*)::int as \"Count\" from {from.Replace("@hour", "((select app_now()) - interval '1 hour')", StringComparison.Ordinal)}";

    /// <summary>Letters and messages: what has left, or may have, is never due again.</summary>
    private static string Outbox(string table, string what) => $"""
        select {Row("null::uuid", "l.id", "case l.state when 'due' then case when l.due_at <= @now then 'waiting' else 'later' end when 'sending' then 'under_way' else l.state end",
            "case when l.state = 'due' then l.due_at else l.created_at end", "l.attempts", "l.last_error", null, what)}
        from {table} l where l.state in ('due', 'sending') or (l.state in ('failed', 'unknown') and l.created_at > {Fresh})
        """;

    /// <param name="state">A word, or an expression.</param>
    private static string Row(string tenant, string id, string state, string since, string tries, string? fault, string? args, string what, string? node = null, string? place = null) => $"""
        {tenant} as "TenantId", {id} as "Id", {(state.Contains(' ', StringComparison.Ordinal) ? state : $"'{state}'")} as "State", {since} as "Since", {tries}::int as "Tries", {fault ?? "null"}::text as "Fault",
        {(args is null ? "array[]::text[]" : $"coalesce({args}, array[]::text[])")} as "FaultArgs", {what}::text as "What", {node ?? "null"}::text as "Node", {place ?? "null"}::text as "Place"
        """;
}
