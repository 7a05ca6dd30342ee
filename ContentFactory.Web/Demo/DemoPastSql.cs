namespace ContentFactory.Web.Demo;

/// <summary>The statements of <see cref="DemoPast"/>: $1 is always the tenant.</summary>
internal static class DemoPastSql
{
    public const string Clear = """
        delete from metric_snapshots where tenant_id = $1;
        delete from channel_days where tenant_id = $1;
        delete from tenant_days where tenant_id = $1;
        delete from follower_snapshots where tenant_id = $1;
        delete from day_zones where tenant_id = $1;
        delete from publications where tenant_id = $1;
        delete from posts where tenant_id = $1;
        delete from evergreen_categories where tenant_id = $1;
        delete from notifications where tenant_id = $1;
        delete from sandbox_messages where tenant_id = $1;
        update sandbox_bots set last_message_id = 0, is_administrator = true, fault = 'none', fault_calls = 0 where tenant_id = $1;
        update trend_items set used_count = 0 where tenant_id = $1;
        """;

    public const string Age = """
        update tenants set created_at = least(created_at, $2) where id = $1;
        update companies set created_at = least(created_at, $2) where tenant_id = $1;
        update channels set created_at = least(created_at, $2) where tenant_id = $1;
        update sandbox_bots set created_at = least(created_at, $2) where tenant_id = $1;
        """;

    public const string MoveFeeds = """
        update trend_sources set address = regexp_replace(address, '^https?://[^/]+', $2)
        where tenant_id = $1 and address like '%/demo/feeds/%' and address not like $3;
        update trend_items set url = regexp_replace(url, '^https?://[^/]+', $2), url_key = regexp_replace(url_key, '^https?://[^/]+', $2)
        where tenant_id = $1 and url like '%/demo/articles/%' and url not like $3;
        """;

    /// <summary>$2 and $3: publications and when each went out; $4: the lease of their next reading.</summary>
    public const string DateBack = """
        update publication_attempts a set started_at = k.at - interval '300 milliseconds', ended_at = k.at
        from unnest($2::uuid[], $3::timestamptz[]) k (id, at) where a.tenant_id = $1 and a.publication_id = k.id;
        update sandbox_messages m set sent_at = k.at
        from unnest($2::uuid[], $3::timestamptz[]) k (id, at), publications p, channels c, sandbox_bots b
        where p.tenant_id = $1 and p.id = k.id and c.tenant_id = $1 and c.id = p.channel_id and b.tenant_id = $1 and b.chat_id::text = c.account_id
          and m.tenant_id = $1 and m.bot_id = b.id and m.message_id::text = any (p.part_ids);
        update posts po set created_at = k.at - interval '26 hours', approved_at = k.at - interval '20 hours', updated_at = k.at
        from unnest($2::uuid[], $3::timestamptz[]) k (id, at), publications p
        where p.tenant_id = $1 and p.id = k.id and po.tenant_id = $1 and po.id = p.post_id;
        update post_versions v set at = po.created_at
        from posts po, publications p
        where p.tenant_id = $1 and p.id = any ($2) and po.tenant_id = $1 and po.id = p.post_id and v.tenant_id = $1 and v.post_id = po.id;
        update publications p set scheduled_at = date_trunc('minute', k.at), due_at = date_trunc('minute', k.at),
            local_date = (k.at at time zone p.zone_id)::date, local_time = date_trunc('minute', k.at at time zone p.zone_id)::time,
            created_at = k.at - interval '18 hours', updated_at = k.at,
            published_at = case when p.state = 'published' then k.at end, next_metrics_at = case when p.state = 'published' then $4 end
        from unnest($2::uuid[], $3::timestamptz[]) k (id, at) where p.tenant_id = $1 and p.id = k.id;
        """;

    /// <summary>What was settled long ago is no news; the rest is as old as its row.</summary>
    public const string Notices = """
        delete from notifications n where n.tenant_id = $1
            and (n.read_at is not null or exists (select 1 from posts po where po.tenant_id = $1 and n.link = 'content/' || po.id and po.status in ('published', 'scheduled', 'archived')));
        update notifications n set created_at = p.updated_at from publications p where n.tenant_id = $1 and p.tenant_id = $1 and n.link = 'publications/' || p.id;
        """;

    public const string LastPosted = """
        update channels c set last_posted_at = (select max(p.published_at) from publications p where p.tenant_id = $1 and p.channel_id = c.id) where c.tenant_id = $1;
        """;

    public const string Hold = """
        update publications p set state = 'held', held_reason = 'overdue', scheduled_at = date_trunc('minute', $3), due_at = date_trunc('minute', $3),
            local_date = ($3 at time zone p.zone_id)::date, local_time = date_trunc('minute', $3 at time zone p.zone_id)::time,
            created_at = $3 - interval '18 hours', updated_at = $3 + interval '1 day'
        where p.tenant_id = $1 and p.id = $2;
        """;

    public const string LoseAnswer = """
        insert into publication_attempts (tenant_id, publication_id, started_at, id, fingerprint, number, fence, state, counted, node, ended_at, code, message)
        values ($1, $2, $3, $4, $5, 1, 1, 'unknown', true, 'demo', $3 + interval '30 seconds', 'timeout', 'No answer within 30 s');
        update publications p set state = 'unknown', lease_until = null, attempts_used = 1, last_code = 'timeout', last_message = 'No answer within 30 s',
            reason_key = 'Publishing.AnswerLost', scheduled_at = date_trunc('minute', $3), due_at = date_trunc('minute', $3),
            local_date = ($3 at time zone p.zone_id)::date, local_time = date_trunc('minute', $3 at time zone p.zone_id)::time,
            created_at = $3 - interval '18 hours', updated_at = $3 + interval '30 seconds'
        where p.tenant_id = $1 and p.id = $2;
        """;

    public const string Unread = """
        select p.id, p.channel_id, p.external_id, p.published_at, p.next_metrics_at, b.chat_id, b.created_at
        from publications p
        join channels c on c.tenant_id = p.tenant_id and c.id = p.channel_id
        join sandbox_bots b on b.tenant_id = p.tenant_id and b.chat_id::text = c.account_id
        where p.tenant_id = $1 and p.state = 'published' and p.next_metrics_at = $2
        order by p.published_at
        """;
}
